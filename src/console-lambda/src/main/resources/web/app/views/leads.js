// The lead log: filters in the URL, selectable rows, and actions on the selection.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { get, fetchApi } from '../lib/api.js';
import { pages, names } from '../lib/store.js';
import { href, go } from '../lib/router.js';
import { session } from '../lib/session.js';
import { t, named, namesIn } from '../lib/text.js';
import { time, startOfDay } from '../lib/format.js';
import { download } from '../lib/file.js';
import { chosenColumns, keepColumns, allColumns } from '../lib/columns.js';
import { savedViews, keepView, removeView } from '../lib/saved-views.js';
import { heading, status, reason, option } from '../parts/pieces.js';
import { ask } from '../parts/dialog.js';
import { attempt } from '../parts/toast.js';
import { begin } from '../parts/bulk.js';

const pageSize = 50;
const newLeadsEveryMillis = 15_000;
const statuses = ['Pending', 'Unconfigured', 'Disabled', 'Error', 'Loss', 'Processed'];
const sources = ['Webhook', 'Polling', 'Import'];
const filterNames = ['status', 'reason', 'pageId', 'formId', 'source', 'platform', 'test', 'from', 'to'];

const narrow = matchMedia('(max-width: 760px)');

class LeadsView extends View {
  static properties = { query: {} };

  constructor() {
    super();
    this.selected = new Set();
    this.everything = false;
    this.newCount = 0;
    this.changed = false;
    this.list = new Loaded(this, (filter, cursor, before) => this.read(filter, cursor, before));
    this.pageNames = new Loaded(this, async () => ({ pages: await pages().catch(() => []), nameOf: await names() }));
  }

  connectedCallback() {
    super.connectedCallback();
    this.pageNames.load();
    narrow.addEventListener('change', () => this.requestUpdate(), { signal: this.life.signal });
    this.every(newLeadsEveryMillis, () => this.countNew());
  }

  willUpdate(changed) {
    if (changed.has('query')) this.start();
  }

  get filter() {
    const query = new URLSearchParams(this.query);
    return Object.fromEntries(filterNames.map((name) => [name, query.get(name)]).filter(([, value]) => value));
  }

  start() {
    this.selected.clear();
    this.everything = false;
    this.newCount = 0;
    this.changed = false;
    this.list.load(this.filter, null, []);
  }

  async read(filter, cursor, before) {
    const { items, next } = await get('/lead-logs', { ...filter, limit: pageSize, cursor }, this.life?.signal);
    return { items: [...before, ...items], next };
  }

  /** Counts new leads. The list does not change until the person loads them. */
  async countNew() {
    const shown = this.list.value?.items;
    if (!shown || this.list.loading || this.filter.to) return;
    const known = new Set(shown.map((item) => item.leadgenId));
    const { items } = await get('/lead-logs', { ...this.filter, limit: pageSize }).catch(() => ({ items: [] }));
    const newest = shown[0]?.receivedTime ?? '';
    this.newCount = items.filter((item) => !known.has(item.leadgenId) && item.receivedTime >= newest).length;
    this.requestUpdate();
  }

  choose(name, value) {
    const filter = { ...this.filter, [name]: value };
    if (name === 'pageId') delete filter.formId;
    go(href('leads', [], filter));
  }

  // ---- actions

  /** The filter also excludes leads that have arrived since the list was read, which the person has not seen. */
  get shownFilter() {
    const newest = this.list.value?.items[0]?.receivedTime;
    return { ...this.filter, ...(newest ? { to: new Date(Date.parse(newest) + 1).toISOString() } : {}) };
  }

  async act(name) {
    if (await begin(this, name, this.everything ? { filter: this.shownFilter } : { leadgenIds: [...this.selected] })) this.clear();
  }

  clear() {
    this.selected.clear();
    this.everything = false;
    this.requestUpdate();
  }

  /** Exports all leads that the filter finds. Someone who may not start jobs downloads the file at once, if it is small. */
  async exportList() {
    if (session.may('operate')) return begin(this, 'export', { filter: this.shownFilter });
    return attempt(async () => {
      const file = await fetchApi('GET', '/lead-logs.csv', { query: this.filter }).catch((failure) => {
        throw failure.status === 413 ? new Error(t('leads.tooLong')) : failure;
      });
      const name = /filename="?([^";]+)/.exec(file.headers.get('content-disposition') ?? '')?.[1] ?? 'lead-logs.csv';
      download(name, await file.blob());
    }, t('leads.exported'));
  }

  /** A job changes the shown leads. The list does not change until the person loads it again. */
  jobEnded({ detail: { kind } }) {
    this.changed = kind !== 'export';
    this.requestUpdate();
  }

  async saveView() {
    const answer = await ask({
      title: t('views.save'),
      body: html`<label class="field"><span>${t('views.name')}</span><input name="name" required maxlength="40" /></label>`,
      action: t('save'),
    });
    if (!answer) return;
    keepView(answer.name, this.query);
    this.requestUpdate();
  }

  async chooseColumns() {
    const chosen = chosenColumns();
    const answer = await ask({
      title: t('leads.columns'),
      body: html`<fieldset>
        <legend class="hidden">${t('leads.columns')}</legend>
        ${allColumns.map((name) => html`<label class="check"><input type="checkbox" name=${name} ?checked=${chosen.includes(name)} /> ${t(`field.${name}`)}</label>`)}
      </fieldset>`,
      action: t('save'),
    });
    if (!answer) return;
    keepColumns(allColumns.filter((name) => name in answer));
    this.requestUpdate();
  }

  // ---- rendering

  render() {
    return html`${heading(
      t('leads.title'),
      html`<button @click=${() => this.chooseColumns()}>${t('leads.columns')}</button>
        <button @click=${() => this.exportList()}>${t('leads.exportList')}</button>`,
    )}
    ${this.foldedFilters()} ${this.views()}
    <div class="job-place" @ended=${(event) => this.jobEnded(event)}></div>
    <p class="arrived" role="status">${this.announcement()}</p>
    ${this.list.render(
      (list) => (list.items.length ? html`${this.bar(list)} ${this.table(list)}` : this.empty()),
      () => this.start(),
    )}`;
  }

  announcement() {
    if (!this.newCount && !this.changed) return nothing;
    return html`<button @click=${() => this.start()}>${this.newCount ? t('leads.arrived', { count: this.newCount }) : t('leads.changed')}</button>`;
  }

  /** On a phone the filters are folded, so that the leads are in sight. */
  foldedFilters() {
    if (!narrow.matches) return this.filters();
    const count = Object.keys(this.filter).length;
    return html`<details class="folded">
      <summary>${count ? t('leads.filtersSet', { count }) : t('leads.filters')}</summary>
      ${this.filters()}
    </details>`;
  }

  filters() {
    const { filter } = this;
    const { pages: configured = [] } = this.pageNames.value ?? {};
    const forms = configured.filter((page) => !filter.pageId || page.pageId === filter.pageId).flatMap((page) => page.forms ?? []);
    const select = (name, choices) => html`<label class="field"
      ><span>${t(`field.${name}`)}</span>
      <select name=${name} .value=${filter[name] ?? ''} @change=${(event) => this.choose(name, event.target.value)}>
        ${option('', t('any'), filter[name])} ${choices.map(([value, words]) => option(value, words, filter[name]))}
        ${filter[name] && !choices.some(([value]) => value === filter[name]) ? option(filter[name], filter[name], filter[name]) : nothing}
      </select>
    </label>`;
    const day = (name) => html`<label class="field"
      ><span>${t(`field.${name}`)}</span>
      <input type="date" name=${name} .value=${localDay(filter[name])} @change=${(event) => this.choose(name, startOfDay(event.target.value))} />
    </label>`;
    return html`<form class="filters" @submit=${(event) => event.preventDefault()} aria-label=${t('leads.filters')}>
      ${select('status', statuses.map((name) => [name, named('status', name)]))}
      ${select('reason', namesIn('reason').map((name) => [name, named('reason', name)]))}
      ${select('pageId', configured.map((page) => [page.pageId, page.pageName ?? page.pageId]))}
      ${select('formId', forms.map((form) => [form.formId, form.formName ?? form.formId]))}
      ${select('source', sources.map((name) => [name, named('source', name)]))}
      ${select('platform', ['Facebook', 'Instagram'].map((name) => [name, name]))}
      ${select('test', [['true', t('yes')], ['false', t('no')]])}
      ${day('from')} ${day('to')}
      ${Object.keys(filter).length ? html`<button type="button" @click=${() => go(href('leads'))}>${t('leads.clearFilters')}</button>` : nothing}
      <button type="button" @click=${() => this.saveView()}>${t('views.save')}</button>
    </form>`;
  }

  views() {
    const kept = savedViews();
    if (!kept.length) return nothing;
    return html`<ul class="views" aria-label=${t('views.label')}>
      ${kept.map(
        (view) => html`<li>
          <a href="#/leads${view.query ? `?${view.query}` : ''}" aria-current=${view.query === this.query ? 'true' : nothing}>${view.name}</a>
          <button class="quiet small" aria-label=${t('views.remove', { name: view.name })} @click=${() => (removeView(view.name), this.requestUpdate())}>✕</button>
        </li>`,
      )}
    </ul>`;
  }

  bar(list) {
    const count = this.selected.size;
    if (!session.may('operate')) return nothing;
    const all = count === list.items.length && (list.next || this.everything);
    return html`<div class="bar" role="group" aria-label=${t('leads.selection')}>
      ${this.pickShown(list.items, 'narrow')}
      <span role="status">${this.everything ? t('leads.everything') : t('leads.selected', { count })}</span>
      ${all && !this.everything ? html`<button class="quiet" @click=${() => ((this.everything = true), this.requestUpdate())}>${t('leads.selectEverything')}</button>` : nothing}
      ${['process', 'retry', 'loss', 'export'].map((name) => html`<button ?disabled=${!count} @click=${() => this.act(name)}>${t(`leads.${name}`)}</button>`)}
      ${count ? html`<button class="quiet" @click=${() => this.clear()}>${t('leads.clearSelection')}</button>` : nothing}
    </div>`;
  }

  table(list) {
    const columns = chosenColumns();
    const nameOf = this.pageNames.value?.nameOf ?? ((id) => id ?? '');
    const selects = session.may('operate');
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('leads.title')}>
        <table class="leads">
          <thead>
            <tr>
              ${selects
                ? html`<th scope="col" class="pick">${this.pickShown(list.items)}</th>`
                : nothing}
              <th scope="col">${t('field.leadgenId')}</th>
              ${columns.map((name) => html`<th scope="col">${t(`field.${name}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${list.items.map(
              (item) => html`<tr class=${this.selected.has(item.leadgenId) ? 'selected' : ''}>
                ${selects
                  ? html`<td class="pick"><input type="checkbox" aria-label=${t('leads.select', { id: item.leadgenId })} .checked=${this.selected.has(item.leadgenId)} @change=${(event) => this.pick(item, event.target.checked)} /></td>`
                  : nothing}
                <td><a href=${href('leads', [item.leadgenId])}>${item.leadgenId}</a></td>
                ${columns.map((name) => html`<td data-label=${t(`field.${name}`)}>${cell(name, item, nameOf)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${list.next
        ? html`<p class="more"><button ?disabled=${this.list.loading} @click=${() => this.list.load(this.filter, list.next, list.items)}>${t('leads.more')}</button></p>`
        : html`<p class="hint">${t('leads.end', { count: list.items.length })}</p>`}`;
  }

  /** Selects all shown leads. On a phone it is beside the buttons, because there is no header. */
  pickShown(items, kind = '') {
    const allShown = items.every((item) => this.selected.has(item.leadgenId));
    return html`<input type="checkbox" class=${kind} aria-label=${t('leads.selectShown')} .checked=${allShown} @change=${(event) => this.pickAll(items, event.target.checked)} />`;
  }

  pick(item, on) {
    this.everything = false;
    if (on) this.selected.add(item.leadgenId);
    else this.selected.delete(item.leadgenId);
    this.requestUpdate();
  }

  pickAll(items, on) {
    this.everything = false;
    this.selected = new Set(on ? items.map((item) => item.leadgenId) : []);
    this.requestUpdate();
  }

  empty() {
    return html`<section class="empty">
      <p class="large">${t('leads.none')}</p>
      <p>${Object.keys(this.filter).length ? html`<a href=${href('leads')}>${t('leads.clearFilters')}</a>` : t('leads.noneYet')}</p>
    </section>`;
  }
}

function cell(name, item, nameOf) {
  switch (name) {
    case 'status':
      return status(item.status, item.test);
    case 'reason':
      return reason(item.reason);
    case 'receivedTime':
    case 'createdTime':
    case 'retryAt':
      return time(item[name]);
    case 'pageId':
      return nameOf(item.pageId);
    case 'formId':
      return item.leadForm ?? nameOf(item.formId);
    case 'source':
      return named('source', item.source);
    case 'organic':
      return item.organic == null ? t('none') : t(item.organic ? 'yes' : 'no');
    case 'leadDocReference':
      return item.leadDocReference ? `${item.leadDocReference.type} ${item.leadDocReference.id}` : t('none');
    default:
      return item[name] ?? t('none');
  }
}

/** The day of an instant in the browser's time zone, in the format of a date field. */
const localDay = (instant) => (instant ? new Date(instant).toLocaleDateString('en-CA') : '');

customElements.define('leads-view', LeadsView);
