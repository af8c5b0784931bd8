import { html } from 'lit';
import { View } from '../lib/view.js';

customElements.define('import-view', class extends View { render() { return html`<h1 tabindex="-1">import</h1>`; } });
