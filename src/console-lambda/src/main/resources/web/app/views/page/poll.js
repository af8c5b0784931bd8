// Polls the leads of a page since a chosen day.
import { html, nothing } from 'lit';
import { View, failed } from '../../lib/view.js';
import { post } from '../../lib/api.js';
import { pagePath } from '../../lib/page-documents.js';
import { t } from '../../lib/text.js';
import { startOfDay } from '../../lib/format.js';
import { Mistakes } from '../../lib/mistakes.js';
import { forget } from '../../lib/store.js';
import { textField } from '../../parts/field.js';
import '../../parts/job.js';

// Meta keeps leads for 90 days.
const keptDays = 90;
const dayMillis = 24 * 3600 * 1000;

const dayAgo = (days) => new Date(Date.now() - days * dayMillis).toLocaleDateString('en-CA');

class PagePoll extends View {
  static properties = { page: {} };

  constructor() {
    super();
    this.since = dayAgo(7);
    this.job = '';
    this.failure = null;
    this.working = false;
  }

  async begin(event) {
    event.preventDefault();
    this.working = true;
    this.failure = null;
    this.requestUpdate();
    try {
      this.job = (await post(`${pagePath(this.page.pageId)}/poll`, { since: startOfDay(this.since) })).job;
    } catch (failure) {
      this.failure = failure;
    }
    this.working = false;
    this.requestUpdate();
  }

  render() {
    const mistakes = Mistakes.of(this.failure);
    const about = { label: t('poll.since'), hint: t('poll.hint'), problems: mistakes.at('since') };
    return html`<section class="card" aria-labelledby="page-poll">
      <h2 id="page-poll">${t('poll.title')}</h2>
      <p>${t('poll.text')}</p>
      <form @submit=${(event) => this.begin(event)}>
        ${textField('poll-since', about, this.since, (day) => (this.since = day), { type: 'date', min: dayAgo(keptDays - 1), max: dayAgo(0) })}
        <div class="actions"><button ?disabled=${this.working}>${t('poll.begin')}</button></div>
      </form>
      ${this.failure && !mistakes.any ? failed(this.failure) : nothing}
      ${this.job ? html`<job-progress .job=${this.job} @ended=${() => forget('attention', 'health')}></job-progress>` : nothing}
    </section>`;
  }
}

customElements.define('page-poll', PagePoll);
