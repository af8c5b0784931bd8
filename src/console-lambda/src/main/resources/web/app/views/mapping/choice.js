// The choice between the mapping of the form and those of its destinations.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { isNotice } from '../../parts/destinations.js';

/**
 * @param view has `draft`, `show(position)` and `setOwnMapping(isOwn)`
 * @param types the destination types of the catalogue
 */
export function mappingChoice(view, types) {
  const { draft } = view;
  if (!draft.destinations.length) return nothing;
  const one = (position, words) => html`<button type="button" class="small" aria-pressed=${draft.shown === position} @click=${() => view.show(position)}>${words}</button>`;
  return html`<div class="row mapping-choice" role="group" aria-label=${t('choice.title')}>
      <span>${t('choice.title')}</span>
      ${one(undefined, t('choice.form'))}
      ${draft.destinations.map((destination, i) => (isNotice(types, destination) && !destination.mapping ? nothing : one(i, html`<span dir="auto">${destination.name}</span>`)))}
    </div>
    ${draft.destination ? ofDestination(view, draft.destination) : ofForm(draft)}`;
}

function ofForm(draft) {
  const names = draft.destinations.filter((one) => !one.mapping).map((one) => one.name);
  return html`<p class="hint">${names.length ? t('choice.usedBy', { names: names.join(', ') }) : t('choice.unused')}</p>`;
}

const ofDestination = (view, { name, mapping }) => html`<p class="row">
  <span class="hint">${t(mapping ? 'choice.own' : 'choice.shared', { name })}</span>
  <button type="button" class="small" @click=${() => view.setOwnMapping(!mapping)}>${t(mapping ? 'choice.drop' : 'choice.give')}</button>
</p>`;
