// The import of a CSV file: a dry run checks the file first.
import { html, nothing } from 'lit';
import { View, Loaded, failed } from '../lib/view.js';
import { post } from '../lib/api.js';
import { pages, forget } from '../lib/store.js';
import { href } from '../lib/router.js';
import { session } from '../lib/session.js';
import { t } from '../lib/text.js';
import { Mistakes } from '../lib/mistakes.js';
import { heading, option } from '../parts/pieces.js';
import { field } from '../parts/field.js';
import { result } from './import/result.js';
import '../parts/job.js';

class ImportView extends View {
  constructor() {
    super();
    this.pages = new Loaded(this, pages);
    this.file = null;
    this.pageId = '';
    this.over = false;
    this.reset();
  }

  connectedCallback() {
    super.connectedCallback();
    this.pages.load();
  }

  reset() {
    Object.assign(this, { checked: null, imported: null, job: '', failure: null, working: '' });
  }

  choose(file) {
    if (!file) return;
    this.file = file;
    this.check();
  }

  choosePage(pageId) {
    this.pageId = pageId;
    if (this.file && !this.imported) this.check();
  }

  check() {
    this.reset();
    return this.send('check', true, (found) => (this.checked = found));
  }

  import() {
    return this.send('import', false, (found) => {
      forget('attention');
      if (found.job) this.job = found.job;
      else this.imported = found;
    });
  }

  /** Sends the file. The response is ignored if another file was chosen meanwhile. */
  async send(working, dryRun, took) {
    const { file, pageId } = this;
    const isCurrent = () => file === this.file && pageId === this.pageId;
    Object.assign(this, { working, failure: null });
    this.requestUpdate();
    try {
      const found = await post('/imports', file, { query: { dryRun, pageId }, type: 'application/octet-stream' });
      if (isCurrent()) took(found);
    } catch (failure) {
      if (isCurrent()) this.failure = failure;
    }
    if (isCurrent()) this.working = '';
    this.requestUpdate();
  }

  render() {
    if (!session.may('operate')) return html`${heading(t('importing.title'))}<p class="problem">${t('api.forbidden')}</p>`;
    return html`${heading(t('importing.title'))}
      <section class="card" aria-labelledby="import-file">
        <h2 id="import-file">${t('importing.fileTitle')}</h2>
        ${this.dropPlace()} ${this.pageField()}
      </section>
      ${this.working ? html`<p class="loading" role="status">${t(`importing.${this.working}ing`, { file: this.file.name })}</p>` : nothing}
      ${this.failure ? this.refusal() : nothing}
      ${this.job ? html`<job-progress .job=${this.job}></job-progress>` : nothing}
      ${this.imported ? this.importedResult() : this.checked && !this.job ? this.checkedResult() : nothing}`;
  }

  dropPlace() {
    const leave = (over) => (event) => {
      event.preventDefault();
      this.over = over;
      this.requestUpdate();
    };
    const drop = (event) => {
      leave(false)(event);
      this.choose(event.dataTransfer.files[0]);
    };
    return html`<div class="drop ${this.over ? 'over' : ''}" @dragover=${leave(true)} @dragleave=${leave(false)} @drop=${drop}>
      <label for="import-input">${t('importing.drop')}</label>
      <input id="import-input" type="file" accept=".csv,.tsv,.txt,text/csv" ?disabled=${this.working === 'import'} @click=${forgetChoice} @change=${(event) => this.choose(event.target.files[0])} />
      ${this.file ? html`<p role="status"><strong>${this.file.name}</strong> <span class="hint">${size(this.file.size)}</span></p>` : nothing}
      <p class="hint">${t('importing.what')}</p>
    </div>`;
  }

  pageField() {
    const hint = t('importing.pageHint');
    return field(
      'import-page',
      { label: t('importing.page'), hint },
      html`<select id="import-page" aria-describedby="import-page-hint" ?disabled=${Boolean(this.working)} .value=${this.pageId} @change=${(event) => this.choosePage(event.target.value)}>
        ${option('', t('importing.noPage'), this.pageId)} ${(this.pages.value ?? []).map((page) => option(page.pageId, page.pageName ?? page.pageId, this.pageId))}
      </select>`,
    );
  }

  refusal() {
    const { failure } = this;
    if (failure.status === 413) {
      return html`<div class="problem" role="alert">
        <p><strong>${t('importing.tooLarge')}</strong></p>
        <p>${t('importing.byBucket')}</p>
        ${failure.problem.detail ? html`<p class="hint">${failure.problem.detail}</p>` : nothing}
      </div>`;
    }
    const mistakes = Mistakes.of(failure);
    if (!mistakes.any) return failed(failure, () => (this.checked ? this.import() : this.check()));
    return html`<div class="problem" role="alert">
      <p><strong>${t('importing.refused')}</strong></p>
      <ul>${mistakes.lines().map((line) => html`<li>${line}</li>`)}</ul>
    </div>`;
  }

  checkedResult() {
    const { accepted, filled = 0 } = this.checked;
    const count = accepted + filled;
    return result(this.checked, {
      title: t('importing.checked'),
      file: this.file,
      actions: html`${count
        ? html`<button class="primary" ?disabled=${Boolean(this.working)} @click=${() => this.import()}>${t('importing.import', { count })}</button>`
        : html`<p>${t('importing.nothing')}</p>`}
      <button ?disabled=${Boolean(this.working)} @click=${() => this.check()}>${t('importing.checkAgain')}</button>`,
    });
  }

  importedResult() {
    return result(this.imported, {
      title: t('importing.imported'),
      file: this.file,
      actions: html`<a class="button primary" href=${href('leads', [], { source: 'Import' })}>${t('importing.openLog')}</a>`,
    });
  }
}

/** Clears the field, so that the same file can be chosen again after it was changed. */
const forgetChoice = (event) => (event.target.value = '');

function size(bytes) {
  const unit = bytes < 1024 * 1024 ? 'kilobyte' : 'megabyte';
  const value = bytes / (unit === 'kilobyte' ? 1024 : 1024 * 1024);
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
customElements.define('import-view', ImportView);
