// The list of running and past jobs, or one job.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { get } from '../lib/api.js';
import { href } from '../lib/router.js';
import { t, named } from '../lib/text.js';
import { time, local } from '../lib/format.js';
import { heading } from '../parts/pieces.js';
import { counts } from '../parts/job.js';

const pageSize = 25;
const everyMillis = 15_000;

class JobsView extends View {
  static properties = { job: {} };

  constructor() {
    super();
    this.list = new Loaded(this, (cursor) => this.read(cursor));
  }

  connectedCallback() {
    super.connectedCallback();
    this.every(everyMillis, () => this.job || this.list.load());
  }

  willUpdate(changed) {
    if (changed.has('job') && !this.job) this.list.load();
  }

  /** Without a cursor, reads the newest jobs and keeps the older ones that are shown already. */
  async read(cursor) {
    const { items, next } = await get('/jobs', { limit: pageSize, cursor }, this.life?.signal);
    const before = this.list.value;
    if (cursor) return { items: [...before.items, ...items], next };
    const read = new Set(items.map((job) => job.job));
    const older = before?.items.length > pageSize ? before.items.filter((job) => !read.has(job.job)) : [];
    return { items: [...items, ...older], next: older.length ? before.next : next };
  }

  render() {
    return this.job ? this.one() : this.all();
  }

  one() {
    return html`<p><a href=${href('jobs')}>${t('jobs.back')}</a></p>
      ${heading(t('jobs.work'))}
      <job-progress .job=${this.job}></job-progress>
      <p class="hint">${t('jobs.id', { id: this.job })}</p>`;
  }

  all() {
    return html`${heading(t('jobs.title'), html`<button @click=${() => this.list.load()}>${t('refresh')}</button>`)}
    ${this.list.render(({ items, next }) => (items.length ? this.content(items, next) : empty()))}`;
  }

  content(items, next) {
    const running = items.filter((job) => job.state === 'Running');
    const past = items.filter((job) => job.state !== 'Running');
    return html`${running.length
        ? html`<h2>${t('jobs.running')}</h2>
            ${running.map((job) => html`<job-progress .job=${job.job} @ended=${() => this.list.load()}></job-progress>`)}`
        : nothing}
      ${past.length ? html`<h2 id="past-jobs">${t('jobs.past')}</h2>${table(past)}` : nothing}
      ${next ? html`<p class="more"><button ?disabled=${this.list.loading} @click=${() => this.list.load(next)}>${t('leads.more')}</button></p>` : nothing}`;
  }
}

const empty = () => html`<section class="empty">
  <p class="large">${t('jobs.none')}</p>
  <p>${t('jobs.noneText')}</p>
</section>`;

const table = (jobs) => html`<div class="scroll" tabindex="0" role="region" aria-labelledby="past-jobs">
  <table>
    <thead>
      <tr>
        <th scope="col">${t('jobs.work')}</th><th scope="col">${t('field.status')}</th><th scope="col">${t('jobs.result')}</th>
        <th scope="col">${t('jobs.by')}</th><th scope="col">${t('jobs.startedAt')}</th>
      </tr>
    </thead>
    <tbody>
      ${jobs.map((job) => row(job))}
    </tbody>
  </table>
</div>`;

function row(job) {
  const kind = named('jobs.kind', job.kind);
  return html`<tr>
    <td><a href=${href('jobs', [job.job])} aria-label=${t('jobs.open', { kind, time: local(job.startedAt) })}>${kind}</a></td>
    <td><span class="badge job-${job.state}">${named('jobs.state', job.state)}</span></td>
    <td class="long">
      ${counts(job)}${job.link || job.file ? html`. <a href=${href('jobs', [job.job])}>${t('jobs.toFile')}</a>` : nothing}
      ${job.failure ? html`<p class="error">${job.failure}</p>` : nothing}
    </td>
    <td class="long">${job.by}</td>
    <td>${time(job.startedAt)}</td>
  </tr>`;
}
customElements.define('jobs-view', JobsView);
