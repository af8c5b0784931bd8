// The form's configuration as JSON. The editor takes over the text as soon as it is a valid form.
import { html, nothing } from 'lit';
import { View } from '../../lib/view.js';
import { t } from '../../lib/text.js';
import { copyButton } from '../../parts/pieces.js';
import { mistakeList } from '../../parts/problems.js';

class MappingRaw extends View {
  static properties = { form: {}, mistakes: {}, open: { state: true }, wrong: { state: true } };

  get text() {
    return JSON.stringify(this.form, null, 2);
  }

  /** A change by another control replaces the text, but not while a person is typing in it. */
  updated(changed) {
    const field = this.querySelector('textarea');
    if (changed.has('form') && field && document.activeElement !== field && !this.wrong) field.value = this.text;
  }

  typed(event) {
    try {
      const form = JSON.parse(event.target.value);
      this.wrong = wrongShape(form, this.form.formId);
      if (!this.wrong) this.dispatchEvent(new CustomEvent('form-edited', { detail: form }));
    } catch (mistake) {
      this.wrong = t('typed.noJson', { why: mistake.message });
    }
  }

  undo() {
    this.wrong = null;
    this.querySelector('textarea').value = this.text;
  }

  render() {
    const mistakes = this.wrong ? [this.wrong] : this.mistakes;
    return html`<details class="card raw" @toggle=${(event) => (this.open = event.target.open)}>
      <summary><h2>${t('raw.title')}</h2></summary>
      ${this.open
        ? html`<p class="hint" id="raw-about">${t('raw.about')}</p>
            <label class="hidden" for="raw-json">${t('raw.title')}</label>
            <textarea id="raw-json" class="code" rows="20" spellcheck="false" aria-describedby="raw-about raw-wrong" .value=${this.text} @input=${(event) => this.typed(event)}></textarea>
            <div class="row">
              ${copyButton(this.text, t('raw.title'))}
              ${this.wrong ? html`<button type="button" class="small" @click=${() => this.undo()}>${t('raw.undo')}</button>` : nothing}
            </div>`
        : nothing}
      ${mistakeList(mistakes, { id: 'raw-wrong', role: 'status' })}
    </details>`;
  }
}
customElements.define('mapping-raw', MappingRaw);

/** Why the editor cannot take over the text; the server checks everything else. */
function wrongShape(form, formId) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(form)) return t('raw.noObject');
  if (form.formId !== formId) return t('raw.otherForm', { id: formId });
  return Array.isArray(form.mapping) && form.mapping.every(isObject) ? null : t('raw.noMapping');
}
