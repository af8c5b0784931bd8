// The configured pages, each with a summary of its state.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { pages, health, attention, forget } from '../lib/store.js';
import { href } from '../lib/router.js';
import { session } from '../lib/session.js';
import { t } from '../lib/text.js';
import { ago } from '../lib/format.js';
import { heading, fact } from '../parts/pieces.js';
import { badge, enabledState, tokenState, accessState, subscriptionState, issues, waitingLink } from '../parts/page-state.js';

const everyMillis = 60_000;
// A search field is shown from this number of pages.
const manyPages = 8;

class PagesView extends View {
  constructor() {
    super();
    this.wanted = '';
    this.data = new Loaded(this, () => this.collect());
  }

  connectedCallback() {
    super.connectedCallback();
    this.data.load();
    this.every(everyMillis, () => this.data.load());
  }

  async collect() {
    const [configured, checked, waiting] = await Promise.all([pages(), health().catch(() => null), attention().catch(() => null)]);
    const byId = new Map((checked?.pages ?? []).map((page) => [page.pageId, page]));
    return { configured, byId, waiting };
  }

  refresh() {
    forget();
    return this.data.load();
  }

  render() {
    const actions = html`<button @click=${() => this.refresh()}>${t('refresh')}</button>
      ${session.may('configure') ? html`<a class="button primary" href=${href('setup')}>${t('pages.setUp')}</a>` : nothing}`;
    return html`${heading(t('pages.title'), actions)} ${this.data.render((data) => this.content(data))}`;
  }

  content({ configured, byId, waiting }) {
    const missing = pagesNotSetUp(waiting, configured);
    if (!configured.length && !missing.length) return this.empty();
    const wanted = this.wanted.toLowerCase();
    const shown = configured.filter((page) => `${page.pageName ?? ''} ${page.pageId}`.toLowerCase().includes(wanted));
    return html`${configured.length >= manyPages ? this.finder(shown.length) : nothing}
      ${missing.map(notSetUp)}
      <ul class="plain-list">
        ${shown.map((page) => html`<li>${this.page(page, byId.get(page.pageId), waiting)}</li>`)}
      </ul>`;
  }

  finder(count) {
    return html`<p class="row">
      <label class="hidden" for="page-finder">${t('pages.find')}</label>
      <input id="page-finder" type="search" placeholder=${t('pages.find')} .value=${this.wanted} @input=${(event) => this.find(event.target.value)} />
      <span class="hint" role="status">${t('pages.count', { count })}</span>
    </p>`;
  }

  find(words) {
    this.wanted = words;
    this.requestUpdate();
  }

  page(page, health, waiting) {
    const here = (waiting ?? []).filter((item) => item.pageId === page.pageId);
    return html`<section class="card" aria-labelledby="page-${page.pageId}">
      <div class="row spread">
        <h2 id="page-${page.pageId}"><a href=${href('pages', [page.pageId])}>${page.pageName ?? page.pageId}</a> ${badge(enabledState(page))}</h2>
        <span class="hint">${page.pageId}</span>
      </div>
      <dl class="facts">
        ${fact(t('pages.token'), badge(tokenState(health)))} ${fact(t('pages.access'), badge(accessState(health)))}
        ${fact(t('pages.subscription'), badge(subscriptionState(health)))} ${fact(t('pages.lastWebhook'), ago(health?.lastWebhook))}
        ${fact(t('pages.lastPoll'), page.poll === false ? t('pages.pollOff') : ago(health?.lastPoll))}
        ${fact(t('pages.waiting'), waiting ? waitingLink(here, { pageId: page.pageId }) : t('none'))} ${fact(t('pages.forms'), formsOf(page, here))}
      </dl>
      ${issues(health)}
    </section>`;
  }

  empty() {
    return html`<section class="empty">
      <p class="large">${t('pages.empty')}</p>
      <p>${t('pages.emptyText')}</p>
      ${session.may('configure') ? html`<a class="button primary" href=${href('setup')}>${t('pages.setUp')}</a>` : nothing}
    </section>`;
  }
}

/** "2 mapped, 1 not mapped": a form counts as not mapped if one of its leads waits for a mapping. */
function formsOf(page, waiting) {
  if (page.formsOmitted) return t('none');
  const mapped = page.forms?.length ?? 0;
  const unmapped = new Set(waiting.filter((item) => item.reason === 'FORM_NOT_MAPPED').map((item) => item.formId)).size;
  return html`${t('pages.mapped', { count: mapped })}${unmapped
    ? html`, <a href=${href('pages', [page.pageId])}><strong>${t('pages.unmapped', { count: unmapped })}</strong></a>`
    : nothing}`;
}
/** Pages that are not set up and have waiting leads: the number of leads, and since when the oldest waits. */
function pagesNotSetUp(waiting, configured) {
  const known = new Set(configured.map((page) => page.pageId));
  const found = new Map();
  for (const { reason, pageId, count, oldest } of waiting ?? []) {
    if (reason !== 'PAGE_NOT_CONFIGURED' || !pageId || known.has(pageId)) continue;
    const before = found.get(pageId) ?? { pageId, count: 0, oldest };
    found.set(pageId, { pageId, count: before.count + count, oldest: oldest < before.oldest ? oldest : before.oldest });
  }
  return [...found.values()];
}

const notSetUp = (page) => html`<section class="banner row spread">
  <div>
    <h2>${t('pages.notSetUp', { page: page.pageId })}</h2>
    <p>${t('pages.notSetUpText', { count: page.count })} ${ago(page.oldest)}</p>
  </div>
  ${session.may('configure') ? html`<a class="button" href=${href('setup', [page.pageId])}>${t('attention.setUpPage')}</a>` : nothing}
</section>`;

customElements.define('pages-view', PagesView);
