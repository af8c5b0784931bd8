// The last two steps: create a test lead, and wait for it.
import { html, nothing } from 'lit';
import { simulatedMeta } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { session } from '../../lib/session.js';
import { t } from '../../lib/text.js';
import { time } from '../../lib/format.js';
import { status, reason, option } from '../../parts/pieces.js';
import { field } from '../../parts/field.js';
import { attempt } from '../../parts/toast.js';

const testingTool = 'https://developers.facebook.com/tools/lead-ads-testing';
let simulated = null;

/** Finds out whether there is a simulated Meta (local mode): it answers a lead without ids with 400. */
function findSimulated(view) {
  if (simulated !== null || session.signsIn) return;
  simulated = false;
  simulatedMeta('/leads', {})
    .then((response) => (simulated = response.status === 400))
    .then(() => view.requestUpdate())
    .catch(() => {});
}

async function makeLead(view) {
  await attempt(async () => {
    const response = await simulatedMeta('/leads', { pageId: view.pageId, formId: view.formId, fault: 'testing-tool' });
    if (!response.ok) throw new Error(t('setup.noTestLead', { status: response.status }));
  }, t('setup.testLeadMade'));
}

export function testLead(page, view) {
  findSimulated(view);
  return html`${field(
      'setup-form',
      { label: t('field.form') },
      html`<select id="setup-form" .value=${view.formId} @change=${(event) => view.chooseForm(event.target.value)}>
        ${page.forms.map((form) => option(form.formId, form.formName ?? form.formId, view.formId))}
      </select>`,
    )}
    <p>${t('setup.testText')}</p>
    <div class="actions">
      <a class="button" href=${testingTool} target="_blank" rel="noopener noreferrer">${t('setup.testingTool')}</a>
      ${simulated ? html`<button class="primary" @click=${() => makeLead(view)}>${t('setup.simulate')}</button>` : nothing}
    </div>`;
}

export function arrival(view) {
  const { arrived, newest, isOver } = view.watch;
  const restart = () => {
    view.watch.stop();
    view.watch.start(view.pageId, view.formId);
  };
  return html`<div role="status">
    ${arrived
      ? html`<p><strong>${t('setup.arrived')}</strong></p>${lead(arrived)}`
      : isOver
        ? html`<p>${t('setup.nothingArrived')} <button @click=${restart}>${t('setup.keepWaiting')}</button></p>`
        : html`<p>${t('setup.watching')}</p><progress aria-label=${t('setup.watching')}></progress>`}
    ${!arrived && newest ? html`<p>${t('setup.newest')}</p>${lead(newest)}` : nothing}
  </div>`;
}

const lead = (item) => html`<div class="boxed">
  <p class="row">${status(item.status, item.test)} ${reason(item.reason)} <a href=${href('leads', [item.leadgenId])}>${t('setup.openLead', { id: item.leadgenId })}</a></p>
  <p class="hint">${time(item.receivedTime)}</p>
  ${item.remedy ? html`<p>${item.remedy}</p>` : nothing}
</div>`;
