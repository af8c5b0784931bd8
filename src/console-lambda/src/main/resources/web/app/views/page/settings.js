// The settings of a page as a form and as JSON. Both edit the same draft.
import { html, nothing } from 'lit';
import { View } from '../../lib/view.js';
import { get } from '../../lib/api.js';
import { guardLeaving } from '../../lib/router.js';
import { documentOf, pagePath, rebase, same, savePage } from '../../lib/page-documents.js';
import { Mistakes } from '../../lib/mistakes.js';
import { t } from '../../lib/text.js';
import { guardUnsaved } from '../../parts/dialog.js';
import { done } from '../../parts/toast.js';
import { field, textField, checkField, describedBy } from '../../parts/field.js';
import { refusal, staleNote, warningNote } from './settings-notes.js';
import '../../parts/destinations.js';

const text = (document) => JSON.stringify(document, null, 2);

class PageSettings extends View {
  static properties = { page: {} };

  constructor() {
    super();
    this.showsJson = false;
    this.saving = false;
    this.failure = null;
    this.stale = null;
    this.warnings = [];
  }

  willUpdate(changed) {
    if (changed.has('page')) this.take(this.page);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    guardLeaving(null);
  }

  /** A page that was read again replaces the draft, or is merged with its changes. */
  take(page) {
    const document = documentOf(page);
    const kept = this.base && this.base.pageId === page.pageId && this.isDirty;
    this.setDraft(kept ? rebase(this.base, this.draft, document).merged : document);
    this.base = document;
    this.revision = page.revision;
    this.guard();
  }

  get isDirty() {
    return this.jsonError || !same(this.draft, this.base);
  }

  setDraft(document) {
    this.draft = document;
    this.json = text(document);
    this.jsonError = '';
  }

  set(changes) {
    const draft = { ...this.draft, ...changes };
    for (const name of Object.keys(draft)) if (draft[name] === undefined) delete draft[name];
    this.setDraft(draft);
    this.guard();
  }

  typeJson(json) {
    this.json = json;
    try {
      const document = JSON.parse(json);
      this.jsonError = document && typeof document === 'object' && !Array.isArray(document) ? '' : t('settings.notObject');
      if (!this.jsonError) this.draft = document;
    } catch (failure) {
      this.jsonError = t('settings.notJson', { why: failure.message });
    }
    this.guard();
  }

  guard() {
    this.requestUpdate();
    guardUnsaved(this.isDirty);
  }

  async save(event) {
    event.preventDefault();
    this.saving = true;
    this.failure = null;
    this.requestUpdate();
    try {
      this.took(await savePage({ ...this.draft, pageId: this.page.pageId }, this.revision));
    } catch (failure) {
      if (failure.status === 412) await this.showStale();
      else this.failure = failure;
    }
    this.saving = false;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.banner[tabindex], .problem[tabindex]')?.focus();
  }

  took(saved) {
    this.stale = null;
    this.warnings = saved.warnings ?? [];
    this.base = null;
    this.take(saved);
    done(saved.waiting ? t('settings.savedWaiting', { count: saved.waiting }) : t('settings.saved'));
    this.dispatchEvent(new CustomEvent('saved', { detail: saved }));
  }

  /** Another person has saved the page: merges both changes and shows the other ones; the person then saves again. */
  async showStale() {
    try {
      const now = await get(pagePath(this.page.pageId));
      const theirs = documentOf(now);
      this.stale = { ...rebase(this.base, this.draft, theirs), theirs };
      this.setDraft(this.stale.merged);
      this.base = theirs;
      this.revision = now.revision;
      this.guard();
    } catch (failure) {
      this.failure = failure;
    }
  }

  discard() {
    this.setDraft(this.base);
    this.failure = null;
    this.stale = null;
    this.guard();
  }

  render() {
    const mistakes = Mistakes.of(this.failure);
    return html`<section class="card" aria-labelledby="page-settings">
      <div class="row spread">
        <h2 id="page-settings">${t('settings.title')}</h2>
        <button aria-expanded=${this.showsJson} @click=${() => this.toggleJson()}>${t(this.showsJson ? 'settings.hideJson' : 'settings.showJson')}</button>
      </div>
      ${refusal(this.failure, mistakes)} ${staleNote(this.stale)} ${warningNote(this.warnings)}
      <form @submit=${(event) => this.save(event)} novalidate>
        <div class=${this.showsJson ? 'beside' : ''}>
          <fieldset ?disabled=${Boolean(this.jsonError)}>
            <legend class="hidden">${t('settings.title')}</legend>
            ${this.fields(mistakes)}
          </fieldset>
          ${this.showsJson ? this.jsonField() : nothing}
        </div>
        <div class="actions">
          <button class="primary" ?disabled=${this.saving || !this.isDirty || Boolean(this.jsonError)}>${t(this.saving ? 'settings.saving' : 'save')}</button>
          ${this.isDirty ? html`<button type="button" @click=${() => this.discard()}>${t('settings.discard')}</button><span class="hint">${t('settings.notSaved')}</span>` : nothing}
        </div>
      </form>
    </section>`;
  }

  toggleJson() {
    this.showsJson = !this.showsJson;
    this.requestUpdate();
  }

  fields(mistakes) {
    const { draft } = this;
    const about = (name) => ({ label: t(`settings.${name}`), hint: t(`settings.hint.${name}`), problems: mistakes.at(name) });
    const orNone = (value) => (value === '' ? undefined : value);
    return html`<div class="form-grid">
      ${textField('set-name', about('pageName'), draft.pageName, (value) => this.set({ pageName: orNone(value) }))}
      ${textField('set-token', about('accessToken'), draft.accessToken, (value) => this.set({ accessToken: orNone(value.trim()) }), { placeholder: 'ssm:/…' })}
      ${checkField('set-enabled', about('enabled'), draft.enabled !== false, (on) => this.set({ enabled: on }))}
      ${checkField('set-poll', about('poll'), draft.poll !== false, (on) => this.set({ poll: on }))}
      ${textField('set-since', about('pollSince'), localTime(draft.pollSince), (value) => this.set({ pollSince: instant(value) }), { type: 'datetime-local' })}
      ${checkField('set-tests', about('deliverTestLeads'), draft.deliverTestLeads, (on) => this.set({ deliverTestLeads: on }))}
    </div>
    <destinations-editor .document=${draft} .mistakes=${mistakes} @changed=${(event) => this.set(event.detail)}></destinations-editor>`;
  }

  jsonField() {
    const about = { label: t('settings.json'), hint: t('settings.jsonHint'), problems: this.jsonError ? [this.jsonError] : [] };
    return field(
      'set-json',
      about,
      html`<textarea id="set-json" class="code" rows="28" spellcheck="false" .value=${this.json} aria-invalid=${this.jsonError ? 'true' : nothing} aria-describedby=${describedBy('set-json', about)} @input=${(event) => this.typeJson(event.target.value)}></textarea>`,
    );
  }
}

/** An instant in the format of a datetime-local field, in the browser's time zone. */
function localTime(at) {
  if (!at || Number.isNaN(Date.parse(at))) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const instant = (value) => (value ? new Date(value).toISOString() : undefined);

customElements.define('page-settings', PageSettings);
