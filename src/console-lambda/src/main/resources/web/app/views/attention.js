// The leads that need attention, grouped by reason, then by page and form, with a button for the fix.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { get } from '../lib/api.js';
import { attention, health, names, forget } from '../lib/store.js';
import { href } from '../lib/router.js';
import { fixOf } from '../lib/fixes.js';
import { session } from '../lib/session.js';
import { t, named } from '../lib/text.js';
import { ago, capped, number } from '../lib/format.js';
import { heading, status } from '../parts/pieces.js';
import { begin } from '../parts/bulk.js';

const everyMillis = 60_000;
// By urgency: the first ones need a decision about each lead.
const statuses = ['Error', 'Unconfigured', 'Disabled', 'Pending'];
// The others are processed as soon as their configuration is saved; before that, processing them changes nothing.
const processable = ['Error', 'Pending'];

class AttentionView extends View {
  constructor() {
    super();
    this.data = new Loaded(this, () => this.collect());
  }

  connectedCallback() {
    super.connectedCallback();
    this.data.load();
    this.every(everyMillis, () => this.data.load());
  }

  async collect() {
    const [items, checked, nameOf] = await Promise.all([attention(), health().catch(() => null), names()]);
    const today = items.length ? null : await this.figures();
    return { groups: grouped(items), affected: (checked?.pages ?? []).filter((page) => page.issues?.length), nameOf, today };
  }

  figures() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const today = new Date().toLocaleDateString('en-CA');
    return get('/stats', { from: today, zone }).catch(() => null);
  }

  async process(filter, words) {
    await begin(this, filter.status === 'Pending' ? 'retry' : 'process', { filter }, words);
    forget('attention');
    this.data.load();
  }

  render() {
    return html`${heading(t('attention.title'), html`<button @click=${() => this.refresh()}>${t('refresh')}</button>`)}
    <div class="job-place"></div>
    ${this.data.render((data) => html`
      ${data.affected.map((page) => this.banner(page))}
      ${data.groups.length ? data.groups.map((group) => this.group(group, data.nameOf)) : this.nothingWaits(data.today)}
    `)}`;
  }

  refresh() {
    forget();
    return this.data.load();
  }

  banner(page) {
    return html`<section class="banner" aria-label=${t('attention.issue', { page: page.pageName ?? page.pageId })}>
      <h2><a href=${href('pages', [page.pageId])}>${page.pageName ?? page.pageId}</a></h2>
      ${page.issues.map(
        (issue) => html`<p><strong>${named('issue', issue.issue)}.</strong> ${issue.message}</p>
          <p>${issue.remedy}</p>`,
      )}
    </section>`;
  }

  group(group, nameOf) {
    const filter = { status: group.status, reason: group.reason, test: 'false' };
    return html`<section class="card" aria-labelledby="group-${group.status}-${group.reason}">
      <div class="row spread">
        <h2 id="group-${group.status}-${group.reason}">
          ${named('reason', group.reason)} ${status(group.status)}
        </h2>
        <p class="count"><a href=${href('leads', [], filter)}>${t('leads.count', { count: group.count })}</a></p>
      </div>
      <p>${named('meaning', group.reason)}</p>
      <p><strong>${t('attention.whatToDo')}</strong> ${group.remedy}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('attention.byForm', { reason: named('reason', group.reason) })}>
        <table class="by-form">
          <thead>
            <tr>
              <th scope="col">${t('field.page')}</th><th scope="col">${t('field.form')}</th>
              <th scope="col" class="number">${t('attention.leads')}</th><th scope="col">${t('attention.since')}</th>
              <th scope="col">${t('attention.action')}</th>
            </tr>
          </thead>
          <tbody>
            ${group.items.map((item) => this.line(item, nameOf))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  line(item, nameOf) {
    const filter = { status: item.status, reason: item.reason, pageId: item.pageId, formId: item.formId, test: 'false' };
    const fix = fixOf(item);
    const retries = item.status === 'Pending';
    return html`<tr>
      <td data-label=${t('field.page')}>${nameOf(item.pageId) || t('none')}</td>
      <td data-label=${t('field.form')}>${nameOf(item.formId) || t('none')}</td>
      <td class="number" data-label=${t('attention.leads')}><a href=${href('leads', [], filter)}>${capped(item.count)}</a></td>
      <td data-label=${t('attention.since')}>${ago(item.oldest)}</td>
      <td>
        <div class="row">
          ${fix ? html`<a class="button" href=${fix[1]}>${t(fix[0])}</a>` : html`<a class="button" href=${href('leads', [], filter)}>${t('attention.look')}</a>`}
          ${session.may('operate') && processable.includes(item.status)
            ? html`<button @click=${() => this.process(compact(filter), named('reason', item.reason))}>${t(retries ? 'leads.retry' : 'leads.process')}</button>`
            : nothing}
        </div>
      </td>
    </tr>`;
  }

  nothingWaits(stats) {
    return html`<section class="empty">
      <p class="large">${t('attention.empty')}</p>
      ${stats
        ? html`<dl class="figures">
            <div><dt>${t('attention.today')}</dt><dd>${number(stats.total)}</dd></div>
            ${['Processed', 'Pending'].map((name) => html`<div><dt>${named('status', name)}</dt><dd>${number(stats.byStatus[name])}</dd></div>`)}
          </dl>`
        : nothing}
      <p><a href=${href('leads')}>${t('attention.allLeads')}</a></p>
    </section>`;
  }
}

const compact = (filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null));

/** Groups entries by status and reason, with the sum of their counts. */
function grouped(items) {
  const groups = new Map();
  for (const item of items) {
    const key = `${item.status} ${item.reason}`;
    const group = groups.get(key) ?? { ...item, count: 0, items: [] };
    group.count += item.count;
    group.items.push(item);
    groups.set(key, group);
  }
  const rank = (group) => statuses.indexOf(group.status);
  return [...groups.values()].sort((one, other) => rank(one) - rank(other) || other.count - one.count);
}
customElements.define('attention-view', AttentionView);
