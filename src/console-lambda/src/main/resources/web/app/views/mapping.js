// The mapping editor: the questions of the form, the fields of the destination, and a preview with a real lead.
import { html, nothing } from 'lit';
import { View, Loaded, failed } from '../lib/view.js';
import { get, put } from '../lib/api.js';
import { forget } from '../lib/store.js';
import { href, route, guardLeaving } from '../lib/router.js';
import { session } from '../lib/session.js';
import { t } from '../lib/text.js';
import { heading } from '../parts/pieces.js';
import { ask } from '../parts/dialog.js';
import { mistakeList } from '../parts/problems.js';
import { Draft, pageWith, sortedMistakes } from './mapping/draft.js';
import { editorData, formAtMeta } from './mapping/load.js';
import { fields } from './mapping/fields.js';
import { destinations } from './mapping/destinations.js';
import { mappedDestinations, suggestions } from './mapping/suggestions.js';
import { saveBar, savedAnswer } from './mapping/saving.js';
import './mapping/preview.js';
import './mapping/raw.js';
import './mapping/conflict.js';

const suggestAfterMillis = 600;

// `theirs` is the version that another person has saved meanwhile; `processesWaiting` is whether saving processes the waiting
// leads.
class MappingView extends View {
  static properties = {
    pageId: {}, formId: {}, busy: { state: true }, failure: { state: true }, mistakes: { state: true }, preview: { state: true },
    saved: { state: true }, theirs: { state: true }, processesWaiting: { state: true },
  };

  constructor() {
    super();
    this.data = new Loaded(this, () => editorData(this.pageId, this.formId));
    // Reading Meta's list needs the scope of admins. Without it the questions are those of the mapping.
    this.atMeta = new Loaded(this, async () => (session.may('configure') ? formAtMeta(this.pageId, this.formId) : undefined));
    this.suggestion = new Loaded(this, (wanted) => suggestions(this.pageId, this.formId, wanted, (one) => this.draft.isSaved(one), this.life.signal));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    guardLeaving(null);
  }

  willUpdate(changed) {
    if (changed.has('pageId') || changed.has('formId')) this.open();
  }

  async open() {
    this.suggestedFor = null;
    Object.assign(this, { draft: null, mistakes: [], failure: null, preview: null, saved: null, theirs: null, processesWaiting: true });
    for (const loaded of [this.data, this.atMeta, this.suggestion]) loaded.value = undefined;
    const meta = this.atMeta.load();
    const data = await this.data.load();
    if (data?.page) await this.startDraft(data.page, meta);
  }

  /** A form that is not listed under the page yet gets its name at Meta. */
  async startDraft(page, meta) {
    const listed = page.forms?.find((form) => form.formId === this.formId);
    const name = listed ? null : (await meta)?.name;
    this.draft = new Draft(listed ?? { formId: this.formId, ...(name ? { formName: name } : {}), mapping: [] }, page);
    this.suggest();
    this.requestUpdate();
  }

  /** Loads the suggestions for the shown mapping, unless they are the same. */
  suggest() {
    const wanted = mappedDestinations(this.draft, this.data.value.catalogue.destinations);
    const key = JSON.stringify(wanted.map(({ mapping, ...settings }) => settings));
    if (key !== this.suggestedFor) {
      this.suggestedFor = key;
      this.suggestion.value = undefined;
      this.suggesting = this.suggestion.load(wanted);
    }
    return this.suggesting;
  }

  show(position) {
    this.draft.show(position);
    this.preview = null;
    this.suggest();
    this.requestUpdate();
  }

  /** Shows a mapping above, and moves the focus there. */
  async showFrom(position) {
    this.show(position);
    await this.updateComplete;
    const chosen = this.querySelector('.mapping-choice [aria-pressed=true]');
    chosen?.scrollIntoView({ block: 'center' });
    chosen?.focus({ preventScroll: true });
  }

  /** A new mapping begins with the entries of the form that fit the destination. */
  async setOwnMapping(isOwn) {
    const { draft } = this;
    const { fields = [], unread = [] } = (isOwn && (await this.suggest())) || {};
    const names = new Set(fields.map((field) => field.name));
    const fitting = unread.length ? [] : draft.form.mapping.filter((field) => !names.size || names.has(field.leadField));
    draft.setOwnMapping(isOwn ? structuredClone(fitting) : undefined);
    this.changed();
    await this.updateComplete;
    this.querySelector('.mapping-choice [aria-pressed=true]')?.focus();
  }

  changed() {
    Object.assign(this, { mistakes: [], failure: null, saved: null });
    guardLeaving(this.draft.isChanged ? () => this.mayLeave() : null);
    this.requestUpdate();
  }

  mayLeave() {
    return ask({ title: t('mapping.leaveTitle'), body: html`<p>${t('mapping.leaveText')}</p>`, action: t('correct.discard'), danger: true });
  }

  async add(...fields) {
    const keys = fields.map((field) => this.draft.add(structuredClone(field)));
    this.changed();
    await this.updateComplete;
    await this.focusRow(keys[0], '.map-to input');
  }

  async focusRow(key, selector) {
    const row = this.querySelector(`mapping-row[data-key="${key}"]`);
    await row?.updateComplete;
    row?.querySelector(selector)?.focus();
  }

  async move(key, by) {
    this.draft.move(key, by);
    this.changed();
    await this.updateComplete;
    const other = this.querySelector(`mapping-row[data-key="${key}"] [data-move="${-by}"]`);
    const button = this.querySelector(`mapping-row[data-key="${key}"] [data-move="${by}"]`);
    (button?.disabled ? other : button)?.focus();
  }

  /** Not called "remove": that is the method with which Lit takes this element out of the page. */
  async removeField(key) {
    this.draft.remove(key);
    this.changed();
    await this.updateComplete;
    this.querySelector('.add-field')?.focus();
  }

  async save() {
    const { page } = this.data.value;
    this.busy = true;
    this.failure = null;
    this.mistakes = [];
    try {
      const headers = { 'If-Match': `"${page.revision}"` };
      const answer = await put(`/pages/${this.pageId}`, pageWith(page, this.draft.form), { headers, query: this.processesWaiting ? {} : { processWaiting: false } });
      this.accepted(answer);
    } catch (failure) {
      if (failure.status === 412) this.theirs = await get(`/pages/${this.pageId}`).catch(() => null);
      this.mistakes = failure.problem?.mistakes ?? [];
      if (this.mistakes.length) this.failure = { title: t('saving.notSaved'), message: t('saving.refused', { count: this.mistakes.length }) };
      else if (!this.theirs) this.failure = failure;
      await this.showFirstMistake();
    } finally {
      this.busy = false;
    }
  }

  /** The mistakes may be in another mapping, or out of sight above or below the save bar. */
  async showFirstMistake() {
    const { draft } = this;
    const positions = [draft.shown, undefined, ...draft.destinations.keys()];
    const position = positions.find((at) => sortedMistakes(this.mistakes, this.data.value.page, this.formId, at).fields.size);
    if (position !== draft.shown && this.mistakes.length) this.show(position);
    await this.updateComplete;
    this.querySelector('.map-row.wrong, [role=alert]')?.scrollIntoView({ block: 'center' });
  }

  async accepted(answer) {
    const { waiting, warnings, job, ...page } = answer;
    this.rebase(page, page.forms.find((form) => form.formId === this.formId));
    forget();
    this.saved = { waiting, warnings, job, revision: page.revision, errors: this.data.value.errors, pageId: this.pageId, formId: this.formId };
    await this.updateComplete;
    this.querySelector('#saved-title')?.focus();
  }

  /** Continues with the saved document. If the form is unchanged, its entries keep their keys. */
  rebase(page, form) {
    this.data.value = { ...this.data.value, page, waiting: 0 };
    if (JSON.stringify(form) === JSON.stringify(this.draft.form)) this.draft.saved = JSON.stringify(form);
    else this.draft = this.draftLike(form, page);
    this.mistakes = [];
    guardLeaving(null);
  }

  /** The same mapping stays shown if it still exists. */
  draftLike(form, page) {
    const draft = new Draft(form, page);
    if (draft.destinations[this.draft.shown]) draft.show(this.draft.shown);
    return draft;
  }

  resolved({ form, saves }) {
    const { theirs } = this;
    this.theirs = null;
    this.data.value = { ...this.data.value, page: theirs };
    const saved = theirs.forms?.find((one) => one.formId === this.formId);
    this.draft = this.draftLike(saved ?? { formId: this.formId, mapping: [] }, theirs);
    if (form) this.draft.replace(form);
    this.changed();
    if (saves) this.save();
  }

  get isFromSetup() {
    return route().query.get('back') === 'setup';
  }

  get back() {
    return this.isFromSetup ? href('setup', [this.pageId]) : href('pages', [this.pageId]);
  }

  render() {
    const name = this.draft?.form.formName ?? this.atMeta.value?.name ?? this.formId;
    return html`${heading(t('mapping.title', { form: name }), html`<a class="button" href=${this.back}>${t(this.isFromSetup ? 'pages.setUp' : 'mapping.toPage')}</a>`)}
    ${this.data.render((data) => (data.page ? this.whenDraftIsReady(data) : this.noPage()), () => this.open())}`;
  }

  noPage() {
    return html`<section class="empty">
      <p class="large">${t('mapping.noPage')}</p>
      <p><a class="button" href=${href('setup', [this.pageId])}>${t('attention.setUpPage')}</a></p>
    </section>`;
  }

  whenDraftIsReady(data) {
    return this.draft ? this.editor(data) : html`<p class="loading" role="status">${t('loading')}</p>`;
  }

  editor(data) {
    const mayConfigure = session.may('configure');
    const mistakes = sortedMistakes(this.mistakes, data.page, this.formId, this.draft.shown);
    return html`${mayConfigure ? nothing : html`<p class="warning">${t('mapping.readOnly')}</p>`}
      ${this.theirs
        ? html`<mapping-conflict .base=${data.page} .theirs=${this.theirs} .mine=${this.draft.form} @resolved=${(event) => this.resolved(event.detail)}></mapping-conflict>`
        : nothing}
      ${this.saved ? savedAnswer(this.saved) : nothing}
      ${this.atMeta.failure ? failed(this.atMeta.failure, () => this.atMeta.load()) : nothing}
      ${this.atMeta.value === null ? html`<p class="warning">${t('mapping.notAtMeta')}</p>` : nothing}
      <div class="mapping">
        <fieldset ?disabled=${!mayConfigure}>
          <legend class="hidden">${t('mapping.fields')}</legend>
          ${fields(this, data, mistakes)}
          ${destinations(this.draft, data.page, data.catalogue.destinations, mistakes.destination, { change: (parts) => this.setParts(parts), show: (position) => this.showFrom(position) })}
          <mapping-raw .form=${this.draft.form} .mistakes=${this.mistakes} @form-edited=${(event) => (this.draft.replace(event.detail), this.destinationsChanged())}></mapping-raw>
        </fieldset>
        ${session.may('operate') ? this.previewPart() : nothing}
      </div>
      ${mistakeList(mistakes.others, { role: 'alert' })} ${this.failure ? failed(this.failure) : nothing} ${mayConfigure ? saveBar(this, data.waiting) : nothing}`;
  }

  setParts(parts) {
    Object.entries(parts).forEach(([name, value]) => this.draft.set(name, value));
    this.destinationsChanged();
  }

  destinationsChanged() {
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), suggestAfterMillis);
  }

  previewPart() {
    const { draft } = this;
    return html`<mapping-preview
      .pageId=${this.pageId}
      .formId=${this.formId}
      .mapping=${draft.mapping}
      .destination=${draft.destination?.name}
      .stale=${draft.hasOtherDestination}
      .unsaved=${Boolean(draft.destination) && !draft.isSaved(draft.destination)}
      @previewed=${(event) => ((this.preview = event.detail), (this.mistakes = []))}
      @refused=${(event) => ((this.preview = null), (this.mistakes = event.detail.map((mistake) => mistake.replace(/^mapping/, draft.path))))}
    ></mapping-preview>`;
  }
}
customElements.define('mapping-view', MappingView);
