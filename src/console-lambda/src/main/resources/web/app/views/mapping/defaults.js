// The defaults of a field: fixed texts and values of the lead, the form or the page. The first one with a value is used.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { choice } from '../../parts/typed-input.js';
import { asList } from '../../lib/lists.js';
import { short } from './draft.js';

const prefix = 'field:';

/** The names that a default can refer to, in addition to the form's questions. */
const knownNames = {
  lead: ['campaign_name', 'campaign_id', 'ad_name', 'ad_id', 'adset_name', 'adset_id', 'platform', 'is_organic', 'partner_name', 'retailer_item_id', 'home_listing', 'vehicle'],
  log: ['leadgenId', 'createdTime', 'receivedTime', 'source', 'organic', 'test', 'pageId', 'formId', 'adId'],
  configuration: ['formName', 'leadForm', 'pageName'],
};

/** @param change is called with the new `default`; undefined if there is none */
export function defaults(value, questions, id, change) {
  const list = asList(value);
  const replace = (i, ...instead) => {
    const changed = [...list];
    changed.splice(i, 1, ...instead);
    change(short(changed));
  };
  return html`<fieldset class="defaults">
    <legend>${t('mapping.default')}</legend>
    ${list.length ? nothing : html`<p class="hint">${t('mapping.noDefault')}</p>`}
    ${list.map((item, i) => one(item, i, questions, `${id}-default-${i}`, replace))}
    <div class="row">
      <button type="button" class="small" @click=${() => change(short([...list, '']))}>${t('mapping.addText')}</button>
      <button type="button" class="small" @click=${() => change(short([...list, 'field:campaign_name']))}>${t('mapping.addValue')}</button>
    </div>
  </fieldset>`;
}

function one(item, i, questions, id, replace) {
  const text = String(item);
  const remove = html`<button type="button" class="quiet small" aria-label=${t('mapping.removeDefault', { n: i + 1 })} @click=${() => replace(i)}>✕</button>`;
  const field = text.startsWith(prefix)
    ? source(text.slice(prefix.length), questions, id, (name) => replace(i, prefix + name))
    : html`<input id=${id} .value=${text} @input=${(event) => replace(i, event.target.value)} autocomplete="off" />`;
  return html`<div class="row one-value">
    <label class="hidden" for=${id}>${t(text.startsWith(prefix) ? 'mapping.valueOf' : 'mapping.fixedText', { n: i + 1 })}</label>
    <span class="hint">${t(i ? 'mapping.elseUse' : 'mapping.use')}</span> ${field} ${remove}
  </div>`;
}

/** A select of the form's questions and the known values of the lead. */
export function source(name, questions, id, change, none = null) {
  const known = [...questions.map((question) => question.key), ...Object.values(knownNames).flat()];
  return html`<select id=${id} @change=${(event) => change(event.target.value)}>
    ${none ? choice('', none, name) : nothing} ${name && !known.includes(name) ? choice(name, name, name) : nothing}
    <optgroup label=${t('mapping.source.questions')}>
      ${questions.map((question) => choice(question.key, question.label ?? question.key, name))}
    </optgroup>
    ${Object.entries(knownNames).map(
      ([group, list]) => html`<optgroup label=${t(`mapping.source.${group}`)}>${list.map((one) => choice(one, one, name))}</optgroup>`,
    )}
  </select>`;
}
