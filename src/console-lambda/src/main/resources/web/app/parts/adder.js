// A choice that is added by a button: choosing alone, as the arrow keys do in a closed list, changes nothing yet.
import { html } from 'lit';
import { t } from '../lib/text.js';

/**
 * @param label what is chosen from
 * @param options pairs of value and words
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
