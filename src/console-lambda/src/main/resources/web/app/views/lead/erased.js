// The copies of an erased lead in other systems.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { time, link } from '../../lib/format.js';

export const erased = (answer) => html`<section class="banner" aria-labelledby="remains">
  <h2 id="remains">${t('erase.done')}</h2>
  <p>${t(answer.remains.length ? 'erase.remains' : 'erase.nothingRemains')}</p>
  <ul>
    ${answer.remains.map(
      (copy) => html`<li>
        ${copy.what}${copy.id ? html`: ${link(copy.url, copy.id)}` : nothing}${copy.until ? html`, ${t('erase.until')} ${time(copy.until)}` : nothing}
      </li>`,
    )}
  </ul>
</section>`;
