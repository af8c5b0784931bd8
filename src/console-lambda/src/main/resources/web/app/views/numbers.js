import { html } from 'lit';
import { View } from '../lib/view.js';

customElements.define('numbers-view', class extends View { render() { return html`<h1 tabindex="-1">numbers</h1>`; } });
