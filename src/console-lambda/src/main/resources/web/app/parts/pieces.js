// Small templates of several views.
import { html, nothing } from 'lit';
import { t, named } from '../lib/text.js';

/** A status with its colour and text. */
export const status = (value, test) => html`<span class="badge ${value}">${named('status', value)}</span>${test
    ? html` <span class="badge test">${t('testLead')}</span>`
    : nothing}`;

/** The text of a reason; its tooltip is the machine-readable reason. */
export const reason = (value) => (value ? html`<span title=${value}>${named('reason', value)}</span>` : nothing);

export function copyButton(text, label) {
  const copy = async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(text);
    button.textContent = t('copied');
    setTimeout(() => (button.textContent = t('copy')), 1500);
  };
  return html`<button class="quiet small" aria-label=${t('copyWhat', { what: label })} @click=${copy}>${t('copy')}</button>`;
}

/** Collapsed JSON with a copy button. */
export const folded = (title, value) =>
  value == null
    ? nothing
    : html`<details class="folded">
        <summary>${title}</summary>
        ${copyButton(JSON.stringify(value, null, 2), title)}
        <pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>
      </details>`;

export const option = (value, words, chosen) => html`<option value=${value} ?selected=${value === (chosen ?? '')}>${words}</option>`;

/** A heading with actions. Each view has one h1, which gets the focus when the view opens. */
export const heading = (words, actions = nothing) => html`<header class="heading">
  <h1 tabindex="-1">${words}</h1>
  <div class="actions">${actions}</div>
</header>`;

/** An entry of a list of facts, `dl.facts`. */
export const fact = (label, value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

/** The required field for a reason that the history keeps. `before` is the input of an earlier try. */
export const noteField = (before) =>
  html`<label class="field"><span>${t('lead.noteWhy')}</span><textarea name="note" rows="3" maxlength="1000" required .value=${before.note ?? ''}></textarea></label>`;
