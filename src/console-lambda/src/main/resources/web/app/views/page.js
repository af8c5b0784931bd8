import { html } from 'lit';
import { View } from '../lib/view.js';

customElements.define('page-view', class extends View { render() { return html`<h1 tabindex="-1">page</h1>`; } });
