// The forms of a page: mapped ones, those whose leads wait for a mapping, and on request all forms at Meta.
import { html, nothing } from 'lit';
import { View } from '../../lib/view.js';
import { get, post } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { session } from '../../lib/session.js';
import { pagePath } from '../../lib/page-documents.js';
import { t } from '../../lib/text.js';
import { ago, number } from '../../lib/format.js';
import { attempt } from '../../parts/toast.js';
import { badge, waitingLink } from '../../parts/page-state.js';

const kinds = { mapped: 'good', new: 'warn', unmapped: 'warn', archived: '', gone: 'bad', over: '' };

class PageForms extends View {
  static properties = { page: {}, waiting: {} };

  constructor() {
    super();
    this.states = new Map();
    this.atMeta = null;
    this.reading = false;
  }

  willUpdate(changed) {
    if (changed.has('page') && changed.get('page')?.pageId !== this.page.pageId) this.loadStates();
  }

  /** Loads the poll state of each form. If that fails, the columns stay empty. */
  async loadStates() {
    const { items } = await get(`${pagePath(this.page.pageId)}/forms`).catch(() => ({ items: [] }));
    this.states = new Map(items.map((item) => [item.formId, item]));
    this.requestUpdate();
  }

  async readFromMeta(cursor) {
    this.reading = true;
    this.requestUpdate();
    const found = await attempt(() => post(`${pagePath(this.page.pageId)}/forms/refresh`, cursor ? { cursor } : {}));
    if (found) this.atMeta = cursor ? joined(this.atMeta, found) : found;
    this.reading = false;
    this.requestUpdate();
  }

  /** One entry per form from all sources. */
  get forms() {
    const found = new Map();
    const add = (formId, more) => found.set(formId, { formId, ...found.get(formId), ...more });
    for (const form of this.page.forms ?? []) add(form.formId, { name: form.formName, state: 'mapped' });
    for (const item of this.waiting) if (item.formId && item.reason === 'FORM_NOT_MAPPED' && !found.has(item.formId)) add(item.formId, { state: 'unmapped' });
    const { atMeta } = this;
    for (const form of atMeta?.forms ?? []) add(form.formId, { name: found.get(form.formId)?.name ?? form.name, atMeta: form, state: stateOf(form, atMeta) });
    for (const formId of atMeta?.gone ?? []) add(formId, { state: 'gone' });
    return [...found.values()];
  }

  render() {
    const { forms, atMeta } = this;
    return html`<section class="card" aria-labelledby="page-forms">
      <div class="row spread">
        <h2 id="page-forms">${t('pages.forms')}</h2>
        ${session.may('configure')
          ? html`<button ?disabled=${this.reading} @click=${() => this.readFromMeta()}>${t(this.reading ? 'page.readingForms' : 'page.readForms')}</button>`
          : nothing}
      </div>
      <p role="status" class="hint">${atMeta ? summary(atMeta) : t('page.formsHint')}</p>
      ${forms.length ? this.table(forms) : html`<p>${t('page.noForms')}</p>`}
      ${atMeta?.next ? html`<p class="more"><button ?disabled=${this.reading} @click=${() => this.readFromMeta(atMeta.next)}>${t('leads.more')}</button></p>` : nothing}
    </section>`;
  }

  table(forms) {
    const may = session.may('configure');
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('page.formTable')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('field.form')}</th><th scope="col">${t('page.formState')}</th>
            <th scope="col" class="number">${t('pages.waiting')}</th><th scope="col" class="number">${t('page.leadsAtMeta')}</th>
            <th scope="col">${t('page.lastRead')}</th><th scope="col">${t('page.notMapped')}</th>
            ${may ? html`<th scope="col">${t('attention.action')}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${forms.map((form) => this.row(form, may))}
        </tbody>
      </table>
    </div>`;
  }

  row(form, may) {
    const { formId, atMeta } = form;
    const { pageId } = this.page;
    const mapping = href('pages', [pageId, 'forms', formId]);
    const read = this.states.get(formId);
    const mapped = this.page.forms?.some((one) => one.formId === formId);
    return html`<tr>
      <td>${may ? html`<a href=${mapping}>${form.name ?? formId}</a>` : (form.name ?? formId)}${form.name ? html`<div class="hint">${formId}</div>` : nothing}</td>
      <td>${badge({ kind: kinds[form.state], words: t(`page.form.${form.state}`) })}</td>
      <td class="number">${waitingLink(this.waiting.filter((item) => item.formId === formId), { pageId, formId })}</td>
      <td class="number">${number(atMeta?.leadsCount ?? read?.leadsAtMeta)}</td>
      <td>${read?.reading ? t('page.beingRead') : read?.lastRead ? ago(read.lastRead) : t('none')}</td>
      <td>${questions(atMeta)}</td>
      ${may
        ? html`<td><a class="button" href=${mapping}>${t(mapped ? 'page.editMapping' : 'attention.mapForm')}</a></td>`
        : nothing}
    </tr>`;
  }
}

/** The questions that are not mapped, and the mapped questions that the form does not have. */
function questions(atMeta) {
  if (!atMeta?.questionsNotMapped) return t('none');
  const missing = atMeta.mappedWithoutQuestion ?? [];
  if (!atMeta.questionsNotMapped.length && !missing.length) return t('page.allMapped');
  return html`<span dir="auto">${atMeta.questionsNotMapped.join(', ')}</span>
    ${missing.length ? html`<p class="error">${t('page.withoutQuestion', { names: missing.join(', ') })}</p>` : nothing}`;
}

function stateOf(form, found) {
  if (found.archived.includes(form.formId)) return 'archived';
  if (form.mapped) return 'mapped';
  return found.new.includes(form.formId) ? 'new' : 'over';
}

const summary = (found) =>
  ['mapped', 'new', 'archived', 'gone']
    .filter((name) => found[name])
    .map((name) => t(`page.found.${name}`, { count: found[name].length }))
    .join(', ') + (found.next || !found.gone ? ` ${t('page.partOfForms')}` : '');

const joined = (before, found) => ({
  ...found,
  ...Object.fromEntries(['forms', 'mapped', 'new', 'archived'].map((name) => [name, [...before[name], ...found[name]]])),
  gone: null,
});
customElements.define('page-forms', PageForms);
