import { html } from 'lit';
import { View } from '../lib/view.js';

customElements.define('lead-view', class extends View { render() { return html`<h1 tabindex="-1">lead</h1>`; } });
