// The destinations of the form: those of the page, or its own.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { href } from '../../lib/router.js';
import { mistakeList } from '../../parts/problems.js';
import { Mistakes } from '../../lib/mistakes.js';
import { destinationWords, destinationsOf } from '../../parts/destinations.js';

/** `change` is called with `{destination, destinations}`, `show` with the position of a destination whose mapping is wanted. */
export function destinations(draft, page, types, mistakes, { change, show }) {
  const own = destinationsOf(draft.form).length > 0;
  const ofPage = destinationsOf(page);
  const toOwn = () => change(ofPage.length ? { destination: page.destination, destinations: page.destinations } : { destination: { type: types[0].type } });
  const toPage = () => change({ destination: undefined, destinations: undefined });
  return html`<section class="card" aria-labelledby="destinations-title">
    <h2 id="destinations-title">${t('destination.title')}</h2>
    <fieldset>
      <legend class="hidden">${t('destination.title')}</legend>
      <label class="check">
        <input type="radio" name="whose" .checked=${!own} @change=${toPage} />
        ${ofPage.length ? t('destination.ofPage', { where: destinationWords(page, types) }) : t('destination.pageHasNone')}
      </label>
      <label class="check"><input type="radio" name="whose" .checked=${own} @change=${toOwn} /> ${t('destination.own')}</label>
    </fieldset>
    ${own
      ? html`<destinations-editor .ofForm=${true} .document=${draft.form} .mistakes=${new Mistakes(mistakes)} @changed=${(event) => change(event.detail)} @show-mapping=${(event) => show(event.detail)}></destinations-editor>`
      : nothing}
    ${!own && !ofPage.length ? html`<p class="warning">${t('destination.missing')} <a href=${href('pages', [page.pageId])}>${t('attention.openPage')}</a></p>` : nothing}
    ${mistakeList(mistakes, { role: 'alert' })}
  </section>`;
}
