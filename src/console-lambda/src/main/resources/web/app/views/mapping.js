import { html } from 'lit';
import { View } from '../lib/view.js';

customElements.define('mapping-view', class extends View { render() { return html`<h1 tabindex="-1">mapping</h1>`; } });
