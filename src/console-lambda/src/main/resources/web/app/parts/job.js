// The progress of a job, polled every two seconds until it ends.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { get, post } from '../lib/api.js';
import { t, named } from '../lib/text.js';
import { number, time, link } from '../lib/format.js';
import { href } from '../lib/router.js';
import { session } from '../lib/session.js';
import { attempt } from './toast.js';

const everyMillis = 2000;

class JobProgress extends View {
  static properties = { job: {}, refusedBefore: {} };

  constructor() {
    super();
    this.refusedBefore = [];
    this.state = new Loaded(this, () => get(`/jobs/${encodeURIComponent(this.job)}`));
  }

  connectedCallback() {
    super.connectedCallback();
    this.every(everyMillis, () => this.running && this.refresh());
  }

  get running() {
    return this.state.value === undefined || this.state.value.state === 'Running';
  }

  updated(changed) {
    if (!changed.has('job') || !this.job) return;
    this.state.value = undefined;
    this.refresh();
  }

  async refresh() {
    const before = this.state.value?.state;
    const job = await this.state.load();
    if (job && job.state !== 'Running' && before !== job.state) {
      this.dispatchEvent(new CustomEvent('ended', { detail: job, bubbles: true }));
    }
  }

  async cancel() {
    await attempt(() => post(`/jobs/${encodeURIComponent(this.job)}/cancel`), t('jobs.cancelled'));
    this.refresh();
  }

  render() {
    return this.state.render((state) => {
      const job = withRefused(state, this.refusedBefore);
      return html`<div class="job" role="group" aria-label=${t('jobs.one', { kind: named('jobs.kind', job.kind) })}>
        <div class="row spread">
          <strong>${named('jobs.kind', job.kind)}</strong>
          <span class="badge job-${job.state}">${named('jobs.state', job.state)}</span>
        </div>
        ${job.state === 'Running'
          ? html`<progress aria-label=${t('jobs.progress')}></progress>`
          : nothing}
        <p>${counts(job)}</p>
        ${job.message ? html`<p class="hint">${job.message} ${job.retryAt ? html`${t('jobs.retryAt')} ${time(job.retryAt)}` : nothing}</p>` : nothing}
        ${job.failure ? html`<p class="problem">${job.failure}</p>` : nothing}
        ${job.refusedSample?.length
          ? html`<details class="folded">
              <summary>${t(job.kind === 'import' ? 'jobs.rejectedRows' : 'jobs.skipped', { count: job.refused })}</summary>
              <ul>
                ${job.refusedSample.map((refusal) => html`<li>${refusal.leadgenId ? html`<a href=${href('leads', [refusal.leadgenId])}>${refusal.leadgenId}</a>: ` : nothing}${refusal.why}</li>`)}
              </ul>
              ${job.refused > job.refusedSample.length ? html`<p class="hint">${t('jobs.firstRefusals', { count: job.refusedSample.length })}</p>` : nothing}
            </details>`
          : nothing}
        ${job.link ? html`<p>${link(job.link, t('jobs.file'))}</p>` : nothing}
        <p class="hint">${t('jobs.begun', { by: job.by })} ${time(job.startedAt)}</p>
        ${job.state === 'Running' && session.may('operate') ? html`<button @click=${() => this.cancel()}>${t('jobs.cancel')}</button>` : nothing}
      </div>`;
    });
  }
}

/** A job, as if it had refused these leads too. */
const withRefused = (job, before) => ({
  ...job,
  matched: job.matched + before.length,
  refused: job.refused + before.length,
  refusedSample: [...before, ...(job.refusedSample ?? [])],
});

/** The counts of a job, with the text of its kind. */
export const counts = ({ kind, matched = 0, enqueued = 0, refused = 0 }) => {
  const values = { count: matched, matched: number(matched), enqueued: number(enqueued), refused: number(refused), others: number(matched - enqueued) };
  return t(`jobs.${['export', 'loss', 'import', 'poll', 'recount'].includes(kind) ? `${kind}Counts` : 'counts'}`, values);
};
customElements.define('job-progress', JobProgress);
