// The status changes of a lead as a timeline, oldest first.
import { html, nothing } from 'lit';
import { t, named } from '../../lib/text.js';
import { time } from '../../lib/format.js';
import { status } from '../../parts/pieces.js';

// The notes of entries that change the lead, but not its status.
const changes = ['payload corrected', 'erased'];

const entryTitle = (entry) =>
  changes.includes(entry.note)
    ? html`<strong>${named('lead.changes', entry.note)}</strong>`
    : html`${status(entry.to)} ${entry.reason ? html`<span title=${entry.reason}>${named('reason', entry.reason)}</span>` : nothing}`;

export const history = (lead) => html`<section class="card" aria-labelledby="history">
  <h2 id="history">${t('lead.history')}</h2>
  <ol class="timeline">
    ${lead.history.map(
      (entry) => html`<li class=${changes.includes(entry.note) ? nothing : entry.to}>
        <p class="row">${entryTitle(entry)}</p>
        ${entry.note && !changes.includes(entry.note) ? html`<p class="note" dir="auto">${entry.note}</p>` : nothing}
        <p class="hint">${time(entry.at)} · ${t('lead.by', { by: named('source', entry.by) })}</p>
      </li>`,
    )}
  </ol>
</section>`;
