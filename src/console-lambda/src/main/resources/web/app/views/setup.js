import { html } from 'lit';
import { View } from '../lib/view.js';

customElements.define('setup-view', class extends View { render() { return html`<h1 tabindex="-1">setup</h1>`; } });
