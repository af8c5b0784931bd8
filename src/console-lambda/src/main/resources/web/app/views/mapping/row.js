// One entry of the mapping: its questions, its field, and the steps from the answer to the value.
import { html, nothing } from 'lit';
import { View } from '../../lib/view.js';
import { t, named } from '../../lib/text.js';
import { problemList, mistakeList } from '../../parts/problems.js';
import { choice } from '../../parts/typed-input.js';
import { asList } from '../../lib/lists.js';
import { short, without } from './draft.js';
import { steps } from './steps.js';
import { fieldWords } from './words.js';
import { defaults, source } from './defaults.js';

const requiredChoices = ['', 'true', 'false'];
const invalidChoices = ['error', 'omit', 'keep'];

class MappingRow extends View {
  /** `trace` is the result of the preview for the field; `n` its position; `label` the field's label; `mistakes` the server's mistakes. */
  static properties = { field: {}, n: {}, last: { type: Boolean }, questions: {}, catalogue: {}, trace: {}, label: {}, mistakes: {} };

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  edit(changes) {
    this.tell('field-edited', without({ ...this.field, ...changes }));
  }

  editQuestion(i, key) {
    const list = [...asList(this.field.metaField)];
    list.splice(i, 1, ...(key ? [key] : []));
    const { default: text } = this.field;
    this.edit({ metaField: short(list), default: text === '' ? undefined : text });
  }

  render() {
    const { field, n } = this;
    const id = `field-${n}`;
    const name = field.leadField || t('mapping.unnamed', { n: n + 1 });
    return html`<div class="map-row ${this.mistakes?.length ? 'wrong' : ''}" role="group" aria-label=${name}>
      <div class="map-pair">
        <div class="map-from">${this.from(id)}</div>
        <span class="arrow" aria-hidden="true">→</span>
        <div class="map-to">
          <label class="hidden" for="${id}-to">${t('mapping.leadField')}</label>
          <input
            id="${id}-to"
            list="lead-fields"
            autocomplete="off"
            spellcheck="false"
            placeholder=${t('mapping.leadField')}
            aria-describedby="${id}-wrong"
            aria-invalid=${this.mistakes?.length ? 'true' : nothing}
            .value=${field.leadField ?? ''}
            @input=${(event) => this.edit({ leadField: event.target.value.trim() })}
          />
          ${this.label ? html`<span class="hint" dir="auto">${this.label}</span>` : nothing}
          ${this.value()}
        </div>
        <div class="map-buttons">
          <button type="button" class="quiet small" aria-label=${t('mapping.up', { name })} data-move="-1" ?disabled=${n === 0} @click=${() => this.tell('field-moved', -1)}>↑</button>
          <button type="button" class="quiet small" aria-label=${t('mapping.down', { name })} data-move="1" ?disabled=${this.last} @click=${() => this.tell('field-moved', 1)}>↓</button>
          <button type="button" class="quiet small" aria-label=${t('mapping.remove', { name })} @click=${() => this.tell('field-removed')}>✕</button>
        </div>
      </div>
      ${mistakeList(this.mistakes ?? [], { id: `${id}-wrong` })}
      <details class="map-details">
        <summary><span class="hidden">${name}:</span> ${this.summary()}</summary>
        ${this.details(id)}
      </details>
    </div>`;
  }

  /** One select per question. An entry without a question is a constant. */
  from(id) {
    const chosen = asList(this.field.metaField);
    const shown = chosen.length ? chosen : [''];
    return html`${shown.map(
        (key, i) => html`<label class="hidden" for="${id}-from-${i}">${t('mapping.question', { n: i + 1 })}</label>
          ${source(key, this.questions, `${id}-from-${i}`, (value) => this.editQuestion(i, value), i || chosen.length > 1 ? t('mapping.takeOut') : t('mapping.noQuestion'))}`,
      )}
      ${chosen.length
        ? html`<button type="button" class="quiet small more-questions" @click=${() => this.addQuestion(id, chosen)}>${t('mapping.anotherQuestion')}</button>`
        : this.constant(id)}`;
  }

  /** The fixed text of an entry without a question. Other defaults are in the details. */
  constant(id) {
    const value = this.field.default;
    if (Array.isArray(value) || String(value ?? '').startsWith('field:') || this.field.format) return nothing;
    return html`<label class="hidden" for="${id}-fixed">${t('mapping.fixed')}</label>
      <input id="${id}-fixed" autocomplete="off" placeholder=${t('mapping.fixed')} .value=${value ?? ''} @input=${(event) => this.edit({ default: event.target.value })} />`;
  }

  /** Adds a select with the first question that is not chosen yet. */
  async addQuestion(id, chosen) {
    const free = this.questions.find((question) => !chosen.includes(question.key))?.key ?? 'campaign_name';
    this.edit({ metaField: [...chosen, free] });
    await new Promise(requestAnimationFrame);
    this.querySelector(`#${id}-from-${chosen.length}`)?.focus();
  }

  /** The value for the chosen lead. */
  value() {
    if (!this.trace) return nothing;
    const { value, problems } = this.trace;
    const words = typeof value === 'string' ? value : JSON.stringify(value);
    return html`<p class="would-be">
        ${value === undefined || value === null ? html`<span class="hint">${t('preview.noValue')}</span>` : html`<span class="value" dir="auto">${words}</span>`}
      </p>
      ${problemList(problems)}`;
  }

  summary() {
    const parts = fieldWords(this.field);
    return parts.length ? parts.map((part) => html`<span class="chip" dir="auto">${part}</span> `) : t('mapping.asItIs');
  }

  details(id) {
    const { field, catalogue } = this;
    return html`<div class="map-options">
      ${steps('format', asList(field.format), catalogue.functions, id, (format) => this.edit({ format }))}
      ${steps('validate', asList(field.validate), catalogue.validators, id, (validate) => this.edit({ validate }))}
      ${defaults(field.default, this.questions, id, (value) => this.edit({ default: value }))}
      <div class="rules">
        <label class="field">
          <span>${t('mapping.required')}</span>
          <select @change=${(event) => this.edit({ required: { true: true, false: false }[event.target.value] })}>
            ${requiredChoices.map((value) => choice(value, named('mapping.requiredChoice', value || 'usual'), field.required))}
          </select>
        </label>
        <label class="field">
          <span>${t('mapping.onInvalid')}</span>
          <select @change=${(event) => this.edit({ onInvalid: event.target.value === 'error' ? undefined : event.target.value })}>
            ${invalidChoices.map((value) => choice(value, t(`mapping.invalidChoice.${value}`), field.onInvalid ?? 'error'))}
          </select>
        </label>
      </div>
    </div>`;
  }
}
customElements.define('mapping-row', MappingRow);
