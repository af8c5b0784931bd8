// One page: its state with health issues and remedies, its forms, the poll, and its settings.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { get, post, del } from '../lib/api.js';
import { health, attention, forget } from '../lib/store.js';
import { href, go, guardLeaving } from '../lib/router.js';
import { session } from '../lib/session.js';
import { changePage, pagePath } from '../lib/page-documents.js';
import { t } from '../lib/text.js';
import { heading } from '../parts/pieces.js';
import { ask } from '../parts/dialog.js';
import { attempt, done } from '../parts/toast.js';
import { showJob } from '../parts/bulk.js';
import { badge, enabledState } from '../parts/page-state.js';
import { state } from './page/state.js';
import './page/forms.js';
import './page/poll.js';
import './page/settings.js';

class PageView extends View {
  static properties = { pageId: {} };

  constructor() {
    super();
    this.working = '';
    this.data = new Loaded(this, () => this.collect());
  }

  willUpdate(changed) {
    if (changed.has('pageId')) this.data.load();
  }

  async collect() {
    const { pageId } = this;
    const [page, checked, waiting] = await Promise.all([get(pagePath(pageId)), health().catch(() => null), attention().catch(() => [])]);
    return {
      page,
      health: checked?.pages?.find((one) => one.pageId === pageId) ?? null,
      waiting: waiting.filter((item) => item.pageId === pageId),
    };
  }

  /** Runs the action of a button, which is disabled meanwhile. */
  async work(name, action, words) {
    this.working = name;
    this.requestUpdate();
    const result = await attempt(action, words);
    this.working = '';
    this.requestUpdate();
    return result;
  }

  async check() {
    const checked = await this.work('check', () => post(`/health/${encodeURIComponent(this.pageId)}`), t('page.checked'));
    if (!checked) return;
    forget('health', 'attention');
    this.data.value = { ...this.data.value, health: checked };
    this.requestUpdate();
  }

  async subscribe() {
    if (await this.work('subscribe', () => post(`${pagePath(this.pageId)}/subscribe`), t('page.subscribedNow'))) await this.check();
  }

  async enable(on) {
    const { page } = this.data.value;
    if (!on && !(await ask({ title: t('page.disableTitle', { page: nameOf(page) }), body: html`<p>${t('page.disableText')}</p>`, action: t('page.disable') }))) return;
    const saved = await this.work('enable', () => changePage(this.pageId, (now) => ({ ...now, enabled: on })), t(on ? 'page.enabledNow' : 'page.disabledNow'));
    if (saved) this.saved(saved);
  }

  saved(page) {
    if (page.job && page.waiting) showJob(this, page.job);
    this.data.value = { ...this.data.value, page };
    this.requestUpdate();
  }

  async delete() {
    const { page } = this.data.value;
    const typed = nameOf(page);
    const sure = await ask({ title: t('page.deleteTitle', { page: typed }), body: html`<p>${t('page.deleteText')}</p>`, action: t('page.delete'), danger: true, typed });
    if (!sure) return;
    const deleted = await this.work('delete', async () => {
      await del(pagePath(this.pageId));
      return true;
    });
    if (!deleted) return;
    forget();
    guardLeaving(null);
    done(t('page.deleted', { page: typed }));
    go(href('pages'));
  }

  render() {
    if (this.data.failure?.status === 404) return this.notConfigured();
    const page = this.data.value?.page;
    const words = page ? nameOf(page) : t('page.title', { page: this.pageId });
    return html`<p><a href=${href('pages')}>${t('page.back')}</a></p>
      ${heading(words, page ? this.actions(page) : nothing)}
      <div class="job-place"></div>
      ${this.data.render((data) => this.content(data))}`;
  }

  notConfigured() {
    return html`${heading(t('page.title', { page: this.pageId }))}
      <section class="empty">
        <p class="large">${t('page.notConfigured')}</p>
        ${session.may('configure')
          ? html`<p><a class="button primary" href=${href('setup', [this.pageId])}>${t('attention.setUpPage')}</a></p>`
          : nothing}
        <p><a href=${href('leads', [], { pageId: this.pageId })}>${t('page.itsLeads')}</a></p>
      </section>`;
  }

  actions(page) {
    const button = (name, words, action) => html`<button ?disabled=${this.working === name} @click=${action}>${words}</button>`;
    return html`${session.may('operate') ? button('check', t(this.working === 'check' ? 'page.checking' : 'page.check'), () => this.check()) : nothing}
    ${session.may('configure')
      ? html`${page.enabled === false
            ? button('enable', t('page.enable'), () => this.enable(true))
            : button('enable', t('page.disable'), () => this.enable(false))}
          <a class="button" href=${href('setup', [page.pageId])}>${t('page.guide')}</a>`
      : nothing}`;
  }

  content({ page, health, waiting }) {
    const may = session.may('configure');
    return html`<p class="row">${badge(enabledState(page))} <span class="hint">${t('page.id', { id: page.pageId })}</span></p>
      ${page.mistakes?.length
        ? html`<div class="problem" role="alert"><p><strong>${t('page.mistakes')}</strong></p><ul>${page.mistakes.map((line) => html`<li>${line}</li>`)}</ul></div>`
        : nothing}
      ${state({ page, health, waiting, working: this.working, subscribe: may ? () => this.subscribe() : null })}
      <page-forms .page=${page} .waiting=${waiting}></page-forms>
      ${may
        ? html`<page-poll .page=${page}></page-poll>
            <page-settings .page=${page} @saved=${(event) => this.saved(event.detail)}></page-settings>
            <section class="card">
              <h2>${t('page.deleteHeading')}</h2>
              <p>${t('page.deleteText')}</p>
              <button class="danger" ?disabled=${this.working === 'delete'} @click=${() => this.delete()}>${t('page.delete')}</button>
            </section>`
        : nothing}`;
  }
}

const nameOf = (page) => page.pageName ?? page.pageId;

customElements.define('page-view', PageView);
