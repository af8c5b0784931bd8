// The status changes of a lead as a timeline, oldest first.
import { html, nothing } from 'lit';
import { t, named } from '../../lib/text.js';
import { time } from '../../lib/format.js';
import { status } from '../../parts/pieces.js';

export const history = (lead) => html`<section class="card" aria-labelledby="history">
  <h2 id="history">${t('lead.history')}</h2>
  <ol class="timeline">
    ${lead.history.map(
      (entry) => html`<li class=${entry.to}>
        <p class="row">
          ${status(entry.to)} ${entry.reason ? html`<span title=${entry.reason}>${named('reason', entry.reason)}</span>` : nothing}
        </p>
        ${entry.note ? html`<p class="note" dir="auto">${entry.note}</p>` : nothing}
        <p class="hint">${time(entry.at)} · ${t('lead.by', { by: named('source', entry.by) })}</p>
      </li>`,
    )}
  </ol>
</section>`;
