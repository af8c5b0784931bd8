// The save bar, and the result of saving.
import { html, nothing } from 'lit';
import { href } from '../../lib/router.js';
import { t } from '../../lib/text.js';
import '../../parts/job.js';

/** @param view has `draft`, `processesWaiting`, `busy` and `save()` */
export const saveBar = (view, waiting) => html`<div class="save-bar">
  <label class="check">
    <input type="checkbox" .checked=${view.processesWaiting} @change=${(event) => (view.processesWaiting = event.target.checked)} />
    ${waiting ? t('saving.sendOn', { count: waiting }) : t('saving.sendOnAny')}
  </label>
  <div class="actions">
    <span class="hint" role="status">${view.draft.isChanged ? t('saving.unsaved') : nothing}</span>
    <button class="primary" ?disabled=${view.busy} @click=${() => view.save()}>${t('saving.save')}</button>
  </div>
</div>`;

export const savedAnswer = (answer) => html`<section class="card saved" aria-labelledby="saved-title">
  <h2 id="saved-title" tabindex="-1">${t('saving.saved', { revision: answer.revision })}</h2>
  <p role="status">${answer.waiting ? t(answer.job ? 'saving.sentOn' : 'saving.held', { count: answer.waiting }) : t('saving.nothingWaits')}</p>
  ${answer.warnings?.length
    ? html`<div class="warning">
        <p><strong>${t('saving.warnings', { count: answer.warnings.length })}</strong></p>
        <ul>${answer.warnings.map((warning) => html`<li>${warning}</li>`)}</ul>
      </div>`
    : nothing}
  ${answer.errors
    ? html`<p>${t('saving.errors', { count: answer.errors })} <a href=${href('leads', [], { status: 'Error', pageId: answer.pageId, formId: answer.formId })}>${t('attention.look')}</a></p>`
    : nothing}
  ${answer.job && answer.waiting ? html`<job-progress .job=${answer.job}></job-progress>` : nothing}
</section>`;
