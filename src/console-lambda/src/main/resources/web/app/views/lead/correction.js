// The correction of a lead: editable answers with their problems, a delivery preview, then save and process.
import { html, nothing } from 'lit';
import { View, Loaded, failed } from '../../lib/view.js';
import { post, put } from '../../lib/api.js';
import { guardLeaving, href } from '../../lib/router.js';
import { t } from '../../lib/text.js';
import { ask } from '../../parts/dialog.js';
import { adder } from '../../parts/adder.js';
import { problemList } from '../../parts/problems.js';
import { deliveryPreview, isDeliverable } from '../../parts/delivery-preview.js';
import { answersOf, same, sides, problemsByQuestion, unanswered, problemsAndTraces, withAnswers } from './field-data.js';
import { answerRow } from './answer-row.js';
import { questionWords } from './answers.js';

const previewAfterMillis = 600;
// The key of a question never contains a line break.
const otherQuestion = '\n';

class LeadCorrection extends View {
  static properties = { lead: {}, form: {}, failure: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.answers = null;
    this.preview = new Loaded(this, (body) => post(`/pages/${this.lead.pageId}/preview`, body, { signal: this.life.signal }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    guardLeaving(null);
  }

  willUpdate(changed) {
    if (changed.has('lead') && !this.answers) this.begin();
    if (changed.has('form') && this.form) {
      this.showMissing();
      this.refresh(0);
    }
  }

  begin() {
    const sent = Object.fromEntries(sides(this.lead).map((row) => [row.name, row.sent]));
    this.answers = answersOf(this.original).map((answer) => ({ ...answer, values: [...answer.values], sent: sent[answer.name] ?? null }));
  }

  firstUpdated() {
    (this.querySelector('.wrong textarea') ?? this.querySelector('textarea'))?.focus();
  }

  /** Adds an empty field for each required question without an answer. The mapping may be loaded after the lead. */
  showMissing() {
    const problems = problemsByQuestion(this.lead.problems, this.form.mapping ?? []);
    for (const name of unanswered(this.form.mapping ?? [], this.answers)) {
      if (problems.of(name).length) this.answers.push({ name, values: [''], sent: null });
    }
  }

  get original() {
    return this.lead.correctedPayload ?? this.lead.leadPayload ?? { id: this.lead.leadgenId, form_id: this.lead.formId };
  }

  get payload() {
    return withAnswers(this.original, this.answers);
  }

  get changed() {
    return !same(withAnswers(this.original, answersOf(this.original)).field_data, this.payload.field_data);
  }

  edited() {
    guardLeaving(this.changed ? () => this.mayLeave() : null);
    this.requestUpdate();
    this.refresh(previewAfterMillis);
  }

  mayLeave() {
    return ask({ title: t('correct.leaveTitle'), body: html`<p>${t('correct.leaveText')}</p>`, action: t('correct.discard'), danger: true });
  }

  refresh(millis) {
    clearTimeout(this.timer);
    if (!this.form) return;
    this.timer = setTimeout(() => this.preview.load(this.changed ? { payload: this.payload, formId: this.lead.formId } : { leadgenId: this.lead.leadgenId }), millis);
  }

  async close() {
    if (this.changed && !(await this.mayLeave())) return;
    guardLeaving(null);
    this.dispatchEvent(new Event('closed'));
  }

  /** Saves and then processes. If one of them fails, the input is kept. */
  async save(processes) {
    this.busy = true;
    this.failure = null;
    const path = `/lead-logs/${encodeURIComponent(this.lead.leadgenId)}`;
    try {
      const saved = this.changed || !processes ? await put(`${path}/corrected-payload`, this.payload) : this.lead;
      guardLeaving(null);
      if (processes) await post(`${path}/process`);
      this.dispatchEvent(new CustomEvent(processes ? 'processing' : 'saved', { detail: saved }));
      this.dispatchEvent(new Event('closed'));
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.busy = false;
    }
  }

  async addQuestion(chosen) {
    const name = chosen === otherQuestion ? (await this.askForKey())?.key.trim() : chosen;
    if (!name || this.answers.some((answer) => answer.name === name)) return;
    this.answers.push({ name, values: [''], sent: null });
    this.edited();
    await this.updateComplete;
    [...this.querySelectorAll('textarea')].at(-1)?.focus();
  }

  askForKey() {
    return ask({
      title: t('correct.add'),
      body: html`<label class="field"><span>${t('correct.key')}</span><input name="key" required autocomplete="off" /></label>`,
      action: t('correct.add'),
    });
  }

  render() {
    const { problems, fields } = this.preview.value ? problemsAndTraces(this.preview.value) : { problems: this.lead.problems, fields: this.form?.mapping ?? [] };
    const byQuestion = problemsByQuestion(problems, fields);
    return html`<section class="card correction" aria-labelledby="correct-title">
      <h2 id="correct-title">${t('correct.title')}</h2>
      <p class="hint">${t('correct.text')}</p>
      ${problemList(byQuestion.others)}
      <form @submit=${(event) => (event.preventDefault(), this.save(true))}>
        ${this.answers.map((answer, i) => answerRow(this, answer, i, byQuestion.of(answer.name)))} ${this.adding(fields)}
        ${this.delivered()} ${this.failure ? failed(this.failure) : nothing}
        <div class="actions">
          <button class="primary" type="submit" ?disabled=${this.busy}>${t('correct.saveAndProcess')}</button>
          <button type="button" ?disabled=${this.busy || !this.changed} @click=${() => this.save(false)}>${t('correct.save')}</button>
          <button type="button" class="quiet" @click=${() => this.close()}>${t('cancel')}</button>
        </div>
      </form>
    </section>`;
  }

  adding(fields) {
    const known = unanswered(fields, this.answers).map((key) => [key, questionWords(key)]);
    return adder(t('correct.add'), [...known, [otherQuestion, t('correct.otherQuestion')]], (key) => this.addQuestion(key));
  }

  delivered() {
    if (!this.form) {
      return html`<p class="hint">${t('correct.notMapped')} <a href=${href('pages', [this.lead.pageId, 'forms', this.lead.formId])}>${t('attention.mapForm')}</a></p>`;
    }
    return html`<section aria-labelledby="would-be">
      <h3 id="would-be">${t('preview.title')}</h3>
      <p role="status" class="hint">${this.preview.value ? t(isDeliverable(this.preview.value) ? 'preview.good' : 'preview.bad') : t('loading')}</p>
      ${this.preview.render(deliveryPreview, () => this.refresh(0))}
    </section>`;
  }
}
customElements.define('lead-correction', LeadCorrection);
