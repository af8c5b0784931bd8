// A select with an add button. Choosing an option changes nothing, because arrow keys in a closed list choose too.
import { html } from 'lit';
import { t } from '../lib/text.js';

/**
 * @param label the label of the select
 * @param options pairs of value and text
 * @param add is called with the chosen value
 */
export function adder(label, options, add) {
  const press = (event) => {
    const select = event.target.closest('.adder').querySelector('select');
    const { value } = select;
    select.value = '';
    if (value) add(value);
    else select.focus();
  };
  return html`<div class="row adder">
    <select aria-label=${label}>
      <option value="">${label}</option>
      ${options.map(([value, words]) => html`<option value=${value}>${words}</option>`)}
    </select>
    <button type="button" aria-label=${t('addWhat', { what: label })} @click=${press}>${t('add')}</button>
  </div>`;
}
