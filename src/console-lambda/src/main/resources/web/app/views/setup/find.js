// Finds the pages of a token and adds the chosen ones. The token is not stored.
import { html, nothing } from 'lit';
import { View, failed } from '../../lib/view.js';
import { post } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { t } from '../../lib/text.js';
import { local } from '../../lib/format.js';
import { textField, checkField } from '../../parts/field.js';
import { badge } from '../../parts/page-state.js';

class SetupFind extends View {
  static properties = { pageId: {} };

  constructor() {
    super();
    this.token = '';
    this.byHand = '';
    this.subscribe = true;
    this.found = null;
    this.result = null;
    this.failure = null;
    this.working = false;
    this.chosen = new Set();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.token = '';
  }

  async ask(request, took) {
    this.working = true;
    this.failure = null;
    this.requestUpdate();
    try {
      took(await post('/pages/discover', this.token ? { ...request, userToken: this.token } : request));
    } catch (failure) {
      this.failure = failure;
    }
    this.working = false;
    this.requestUpdate();
  }

  find(cursor) {
    const before = cursor ? this.found.pages : [];
    return this.ask(cursor ? { cursor } : {}, (found) => (this.found = { ...found, pages: [...before, ...found.pages] }));
  }

  add(ids) {
    return this.ask({ pageIds: ids, subscribe: this.subscribe }, (result) => {
      this.result = result;
      const wantsReading = result.refused.length || result.left.length || result.added.length > 1 || result.added.some((page) => page.notSubscribed || page.tokenExpiresAt);
      if (result.added.length && !wantsReading) {
        this.token = '';
        this.dispatchEvent(new CustomEvent('added', { detail: result.added.map((page) => page.pageId) }));
      }
    });
  }

  choose(pageId, on) {
    if (on) this.chosen.add(pageId);
    else this.chosen.delete(pageId);
    this.requestUpdate();
  }

  render() {
    const about = { label: t('setup.token'), hint: t('setup.tokenHint') };
    const submit = (event) => {
      event.preventDefault();
      this.find();
    };
    return html`<form @submit=${submit}>
        ${textField('setup-token', about, this.token, (value) => (this.token = value.trim()), { type: 'password' })}
        <div class="actions">
          <button class=${this.pageId ? '' : 'primary'} ?disabled=${this.working}>${t(this.working ? 'setup.asking' : 'setup.find')}</button>
          ${this.pageId
            ? html`<button type="button" class="primary" ?disabled=${this.working} @click=${() => this.add([this.pageId])}>${t('setup.addThis', { page: this.pageId })}</button>`
            : nothing}
        </div>
      </form>
      ${this.failure ? failed(this.failure) : nothing} ${this.outcome()} ${this.found ? this.choice() : nothing} ${this.handField()}`;
  }

  choice() {
    const { pages, next, note } = this.found;
    if (!pages.length) return html`<p class="banner" role="status">${note ?? t('setup.noPages')}</p>`;
    const ids = [...this.chosen];
    return html`<fieldset>
        <legend><h3>${t('setup.found', { count: pages.length })}</h3></legend>
        <ul class="plain-list lines">
          ${pages.map((page) => html`<li>${this.line(page)}</li>`)}
        </ul>
        ${next ? html`<p class="more"><button ?disabled=${this.working} @click=${() => this.find(next)}>${t('leads.more')}</button></p>` : nothing}
        ${checkField('setup-subscribe', { label: t('setup.subscribeToo'), hint: t('setup.subscribeText') }, this.subscribe, (on) => (this.subscribe = on))}
      </fieldset>
      <div class="actions">
        <button class="primary" ?disabled=${this.working || !ids.length} @click=${() => this.add(ids)}>${ids.length ? t('setup.add', { count: ids.length }) : t('setup.addChosen')}</button>
      </div>`;
  }

  line(page) {
    const name = html`<span>${page.pageName ?? page.pageId} <span class="hint">${page.pageId}</span></span>`;
    if (page.configured) {
      return html`<div class="row spread">${name}<span class="row">${badge({ kind: 'good', words: t('setup.isSetUp') })} <a class="button" href=${href('setup', [page.pageId])}>${t('setup.open')}</a></span></div>`;
    }
    return html`<label class="check"><input type="checkbox" .checked=${this.chosen.has(page.pageId)} @change=${(event) => this.choose(page.pageId, event.target.checked)} /> ${name}</label>`;
  }

  /** The result of adding pages, if the person has to read it. */
  outcome() {
    if (!this.result) return nothing;
    const { added, refused, left } = this.result;
    return html`<div class="banner" role="status">
      ${added.map(
        (page) => html`<p>
          <strong>${t('setup.added', { page: page.pageName ?? page.pageId })}</strong>
          ${page.tokenExpiresAt ? t('setup.expires', { time: local(page.tokenExpiresAt) }) : nothing} ${page.notSubscribed ? t('setup.notSubscribed', { why: page.notSubscribed }) : nothing}
          <a class="button" href=${href('setup', [page.pageId])} @click=${() => this.dispatchEvent(new CustomEvent('added', { detail: [page.pageId] }))}>${t('setup.goOn')}</a>
        </p>`,
      )}
      ${refused.map((page) => html`<p><strong>${t('setup.refused', { page: page.pageId })}</strong> ${page.why}</p>`)}
      ${left.length ? html`<p>${t('setup.left', { count: left.length })} <button ?disabled=${this.working} @click=${() => this.add(left)}>${t('setup.addLeft')}</button></p>` : nothing}
    </div>`;
  }

  handField() {
    if (this.pageId) return nothing;
    const id = this.byHand.trim();
    return html`<details class="folded">
      <summary>${t('setup.byHand')}</summary>
      ${textField('setup-id', { label: t('setup.pageId'), hint: t('setup.pageIdHint') }, this.byHand, (value) => {
        this.byHand = value;
        this.requestUpdate();
      })}
      <div class="actions"><button ?disabled=${this.working || !/^\d+$/.test(id)} @click=${() => this.add([id])}>${t('setup.addByHand')}</button></div>
    </details>`;
  }
}
customElements.define('setup-find', SetupFind);
