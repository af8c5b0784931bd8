// The remedy of a lead, with a button for it.
import { html, nothing } from 'lit';
import { t, named } from '../../lib/text.js';
import { fixOf } from '../../lib/fixes.js';
import { time } from '../../lib/format.js';
import { needsAPerson, isCorrectedSince } from './rules.js';

const inTheAnswers = ['INVALID_PHONE', 'INVALID_EMAIL', 'INVALID_FORMAT', 'MISSING_REQUIRED', 'DESTINATION_REJECTED'];

/** Whether the remedy is to correct the answers. */
export const needsCorrection = (lead) => inTheAnswers.includes(lead.reason) && lead.status === 'Error';

/** `correct` opens the answers for editing; null if that is not possible. */
export function remedy(lead, correct) {
  if (!needsAPerson(lead)) return nothing;
  const fix = fixOf(lead);
  return html`<section class="banner remedy ${lead.status}" aria-labelledby="remedy">
    <h2 id="remedy">${named('reason', lead.reason)}</h2>
    <p>${named('meaning', lead.reason)}</p>
    ${lead.errorMessage && !lead.problems.length ? html`<p class="said" dir="auto">${lead.errorMessage}</p>` : nothing}
    ${lead.remedy ? html`<p><strong>${t('attention.whatToDo')}</strong> ${lead.remedy}</p>` : nothing}
    ${lead.status === 'Pending' && lead.retryAt ? html`<p>${t('lead.nextTry')} ${time(lead.retryAt)}</p>` : nothing}
    <div class="actions">
      ${fix ? html`<a class="button" href=${fix[1]}>${t(fix[0])}</a>` : nothing}
      ${correct && needsCorrection(lead) ? html`<button class=${isCorrectedSince(lead) ? nothing : 'primary'} @click=${correct}>${t('correct.open')}</button>` : nothing}
    </div>
  </section>`;
}
