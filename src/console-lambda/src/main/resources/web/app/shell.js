// The frame of every view: navigation, the view of the URL, keyboard shortcuts, the end of a session.
import { html, nothing } from 'lit';
import { View } from './lib/view.js';
import { t } from './lib/text.js';
import { route, href, go, onRoute } from './lib/router.js';
import { session } from './lib/session.js';
import { whenSessionEnds } from './lib/api.js';
import { theme, themes, chooseTheme } from './lib/theme.js';
import { ask } from './parts/dialog.js';
import './views/attention.js';
import './views/leads.js';
import './views/lead.js';
import './views/pages.js';
import './views/page.js';
import './views/setup.js';
import './views/mapping.js';
import './views/import.js';
import './views/numbers.js';
import './views/jobs.js';

// The order of the navigation, and the key that opens each view after "g".
const navigation = [
  ['attention', 'a'],
  ['leads', 'l'],
  ['pages', 'p'],
  ['import', 'i'],
  ['numbers', 'n'],
  ['jobs', 'j'],
];

const views = {
  attention: () => html`<attention-view></attention-view>`,
  leads: ([leadgenId], query) =>
    leadgenId ? html`<lead-view .leadgenId=${leadgenId}></lead-view>` : html`<leads-view .query=${query.toString()}></leads-view>`,
  pages: ([pageId, part, formId]) => {
    if (part === 'forms' && formId) return html`<mapping-view .pageId=${pageId} .formId=${formId}></mapping-view>`;
    return pageId ? html`<page-view .pageId=${pageId}></page-view>` : html`<pages-view></pages-view>`;
  },
  setup: ([pageId], query) => html`<setup-view .pageId=${pageId ?? ''} .step=${query.get('step') ?? ''}></setup-view>`,
  import: () => html`<import-view></import-view>`,
  numbers: (_, query) => html`<numbers-view .query=${query.toString()}></numbers-view>`,
  jobs: ([job]) => html`<jobs-view .job=${job ?? ''}></jobs-view>`,
};

class Shell extends View {
  static properties = { started: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    onRoute(() => this.moved(), this.life.signal);
    session.onChange(() => this.requestUpdate(), this.life.signal);
    addEventListener('keydown', (event) => this.pressed(event), { signal: this.life.signal });
    whenSessionEnds(() => this.signInAgain());
  }

  moved() {
    const entry = this.shownPlace;
    this.requestUpdate();
    this.updateComplete.then(() => {
      if (this.shownPlace !== entry) this.focusHeading();
    });
  }

  get shownPlace() {
    const { name, parts } = route();
    return [name, ...parts].join('/');
  }

  async focusHeading() {
    scrollTo(0, 0);
    const view = this.querySelector('main > *');
    await view?.updateComplete;
    const heading = this.querySelector('main h1');
    heading?.focus({ preventScroll: true });
    document.title = heading ? `${heading.textContent.trim()} - Leadlog` : 'Leadlog';
  }

  /** Several calls may notice the end of the session at the same time; they share one dialog. */
  signInAgain() {
    this.signingIn ??= (async () => {
      await ask({ title: t('session.endedTitle'), body: html`<p>${t('session.endedText')}</p>`, action: t('session.signIn'), cancel: null });
      await session.signInInSecondWindow();
    })().finally(() => (this.signingIn = null));
    return this.signingIn;
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
    if (this.afterG) {
      this.afterG = false;
      const entry = navigation.find(([, key]) => key === event.key);
      if (entry) return go(href(entry[0]));
    }
    if (event.key === 'g') this.afterG = true;
    if (event.key === '?') this.showShortcuts();
    if (event.key === '/') {
      event.preventDefault();
      this.querySelector('.search input')?.focus();
    }
  }

  showShortcuts() {
    ask({
      title: t('shortcuts.title'),
      body: html`<table class="plain">
        <thead>
          <tr><th scope="col">${t('shortcuts.key')}</th><th scope="col">${t('shortcuts.does')}</th></tr>
        </thead>
        <tbody>
          ${navigation.map(([name, key]) => html`<tr><td><kbd>g</kbd> <kbd>${key}</kbd></td><td>${t(`navigation.${name}`)}</td></tr>`)}
          <tr><td><kbd>/</kbd></td><td>${t('shortcuts.search')}</td></tr>
          <tr><td><kbd>?</kbd></td><td>${t('shortcuts.help')}</td></tr>
        </tbody>
      </table>`,
      action: t('close'),
      cancel: null,
    });
  }

  search(event) {
    event.preventDefault();
    const id = new FormData(event.target).get('leadgenId').trim();
    if (id) go(href('leads', [id]));
    event.target.reset();
  }

  render() {
    if (!this.started) return html`<p class="loading" role="status">${t('loading')}</p>`;
    const { name, parts, query } = route();
    const view = views[name];
    return html`<a class="skip" href="#main" @click=${(event) => this.skip(event)}>${t('navigation.skip')}</a>
      <header class="top">
        <a class="brand" href="#/attention">Leadlog</a>
        <form class="search" role="search" @submit=${(event) => this.search(event)}>
          <input name="leadgenId" aria-label=${t('navigation.find')} placeholder=${t('navigation.find')} inputmode="numeric" autocomplete="off" pattern="[\\w.\\-]+" title=${t('navigation.findHint')} />
        </form>
        <label class="theme">
          <span class="hidden">${t('theme.label')}</span>
          <select @change=${(event) => chooseTheme(event.target.value)}>
            ${themes.map((choice) => html`<option value=${choice} ?selected=${choice === theme()}>${t(`theme.${choice}`)}</option>`)}
          </select>
        </label>
        <button class="quiet" aria-label=${t('shortcuts.title')} title=${t('shortcuts.title')} @click=${() => this.showShortcuts()}>?</button>
        ${session.signsIn ? html`<button class="quiet" @click=${() => session.signOut()}>${t('session.signOut')}</button>` : nothing}
      </header>
      <nav aria-label=${t('navigation.label')}>
        ${navigation.map(
          ([entry]) => html`<a href=${href(entry)} aria-current=${entry === (name === 'setup' ? 'pages' : name) ? 'page' : nothing}>${t(`navigation.${entry}`)}</a>`,
        )}
      </nav>
      <main id="main" tabindex="-1">${view ? view(parts, query) : html`<h1 tabindex="-1">${t('notFound')}</h1>`}</main>`;
  }

  firstUpdated() {
    this.updateComplete.then(() => this.focusHeading());
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}
customElements.define('leadlog-app', Shell);
