// The guided set-up of a page: each step is checked and shows what is missing.
import { html, nothing } from 'lit';
import { View, Loaded, failed } from '../lib/view.js';
import { get, post } from '../lib/api.js';
import { forget } from '../lib/store.js';
import { href, go } from '../lib/router.js';
import { session } from '../lib/session.js';
import { pagePath } from '../lib/page-documents.js';
import { t } from '../lib/text.js';
import { heading } from '../parts/pieces.js';
import { badge } from '../parts/page-state.js';
import { stepsOf } from './setup/steps.js';
import { LeadWatch } from './setup/lead-watch.js';
import './setup/find.js';

const stateKinds = { done: 'good', needsYou: 'warn', toDo: '' };

class SetupView extends View {
  static properties = { pageId: {}, step: {} };

  constructor() {
    super();
    this.data = new Loaded(this, () => this.collect());
    this.watch = new LeadWatch(this);
    this.formId = '';
  }

  willUpdate(changed) {
    if (changed.has('pageId') && this.pageId && session.may('configure')) this.check();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.stop();
  }

  /** Checks all steps again, and watches for a lead as soon as one can arrive. */
  async check() {
    forget();
    const found = await this.data.load();
    const forms = found?.page?.forms ?? [];
    if (!forms.some((form) => form.formId === this.formId)) this.formId = forms[0]?.formId ?? '';
    if (this.isConnected && this.formId) this.watch.start(this.pageId, this.formId);
  }

  async collect() {
    const { pageId } = this;
    const page = await get(pagePath(pageId)).catch((failure) => (failure.status === 404 ? null : Promise.reject(failure)));
    if (!page) return { page };
    const kept = (failure) => ({ failure });
    const [health, forms] = await Promise.all([
      post(`/health/${encodeURIComponent(pageId)}`).catch(kept),
      post(`${pagePath(pageId)}/forms/refresh`, {}).catch(kept),
    ]);
    return { page, health, forms };
  }

  chooseForm(formId) {
    this.formId = formId;
    this.watch.start(this.pageId, formId);
  }

  render() {
    if (!session.may('configure')) return html`${heading(t('setup.title'))}<p class="problem">${t('api.forbidden')}</p>`;
    const page = this.pageId ? this.data.value?.page : null;
    const name = page?.pageName ?? this.pageId;
    return html`<p><a href=${page ? href('pages', [this.pageId]) : href('pages')}>${page ? t('setup.backToPage') : t('page.back')}</a></p>
      ${heading(
        name ? t('setup.titleOf', { page: name }) : t('setup.title'),
        page ? html`<button ?disabled=${this.data.loading} @click=${() => this.check()}>${t(this.data.loading ? 'page.checking' : 'setup.checkAgain')}</button>` : nothing,
      )}
      ${this.pageId ? this.data.render((found) => this.content(found), () => this.check()) : this.list({ page: null })}
      <div class="job-place"></div>`;
  }

  content(found) {
    return html`${found.health?.failure ? failed(found.health.failure, () => this.check()) : nothing} ${this.list(found)}`;
  }

  list(found) {
    const steps = stepsOf(found, this);
    const current = steps.find((step) => !step.done);
    return html`<p role="status" class=${current ? 'hint' : 'setup-ready'}>
        ${current ? t('setup.progress', { done: steps.filter((step) => step.done).length, all: steps.length }) : t('setup.ready')}
        ${current ? nothing : html`<a href=${href('leads', [], { pageId: this.pageId })}>${t('page.itsLeads')}</a>`}
      </p>
      <ol class="steps">
        ${steps.map((step, index) => this.one(step, index, step === current))}
      </ol>`;
  }

  one(step, index, isCurrent) {
    const state = step.done ? 'done' : isCurrent ? 'needsYou' : 'toDo';
    const open = isCurrent || step.open || this.step === step.id;
    return html`<li>
      <details class="card step" .open=${open} aria-labelledby="step-${step.id}">
        <summary>
          <h2 id="step-${step.id}">${index + 1}. ${t(`setup.step.${step.id}`)}</h2>
          ${badge({ kind: stateKinds[state], words: t(`setup.state.${state}`) })}
          ${step.found ? html`<span class="hint">${step.found}</span>` : nothing}
        </summary>
        <div>${step.content()}</div>
      </details>
    </li>`;
  }

  /** Continues the set-up with the first added page. */
  added(ids) {
    forget();
    if (ids[0] === this.pageId) this.check();
    else go(href('setup', [ids[0]]));
  }
}
customElements.define('setup-view', SetupView);
