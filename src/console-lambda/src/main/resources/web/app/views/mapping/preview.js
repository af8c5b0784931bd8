// The live preview of the mapping with a real lead of the form, or with a pasted one.
import { html, nothing } from 'lit';
import { View, Loaded } from '../../lib/view.js';
import { get, post } from '../../lib/api.js';
import { t, named } from '../../lib/text.js';
import { local } from '../../lib/format.js';
import { deliveryPreview, isDeliverable } from '../../parts/delivery-preview.js';
import { choice } from '../../parts/typed-input.js';

const afterMillis = 500;
const newestLeads = 20;
const example = '{"field_data":[{"name":"full_name","values":["Ada Lovelace"]}]}';

class MappingPreview extends View {
  /**
   * `destination` is the name of the destination whose own mapping it is. Fires `previewed` with each preview, and `refused` with
   * the server's mistakes.
   */
  static properties = { pageId: {}, formId: {}, mapping: {}, destination: {}, stale: { type: Boolean }, unsaved: { type: Boolean }, chosen: { state: true }, pasted: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.pasted = '';
    this.leads = new Loaded(this, () => get('/lead-logs', { pageId: this.pageId, formId: this.formId, limit: newestLeads }));
    this.preview = new Loaded(this, (body) => post(`/pages/${this.pageId}/preview`, body, { signal: this.life.signal }));
  }

  connectedCallback() {
    super.connectedCallback();
    this.start();
  }

  async start() {
    await this.updateComplete;
    const { items = [] } = (await this.leads.load()) ?? {};
    this.chosen = items[0]?.leadgenId ?? 'pasted';
    this.later(0);
  }

  willUpdate(changed) {
    if (['mapping', 'destination', 'unsaved'].some((name) => changed.has(name)) && this.chosen && this.key !== this.previewed) this.later();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  get key() {
    return JSON.stringify([this.destination, this.unsaved, this.mapping]);
  }

  later(millis = afterMillis) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), millis);
  }

  async run() {
    const lead = this.lead();
    if (!lead || !this.isPossible) return this.tell('previewed', null);
    this.previewed = this.key;
    const destination = this.destination ? { destination: this.destination } : {};
    await this.preview.load({ ...lead, formId: this.formId, mapping: this.mapping, ...destination });
    const { failure, value } = this.preview;
    if (failure?.status === 409 && !this.chosenByHand) return this.tryNext();
    if (failure?.status === 400 && failure.problem.mistakes) {
      this.preview.failure = null;
      this.preview.value = undefined;
      this.refused = true;
      this.tell('refused', failure.problem.mistakes);
    } else if (!failure) {
      this.refused = false;
      this.tell('previewed', value);
    }
  }

  get isPossible() {
    return this.mapping.length > 0 && !this.unsaved;
  }

  /** A lead without answers, for example an erased one, cannot be previewed. */
  tryNext() {
    const items = this.leads.value.items;
    this.chosen = items[items.findIndex((item) => item.leadgenId === this.chosen) + 1]?.leadgenId ?? 'pasted';
    this.preview.failure = null;
    this.later(0);
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Null if the pasted text is empty or not JSON. */
  lead() {
    if (this.chosen !== 'pasted') return this.chosen ? { leadgenId: this.chosen } : null;
    this.wrong = null;
    if (!this.pasted.trim()) return null;
    try {
      const given = JSON.parse(this.pasted);
      return { payload: Array.isArray(given) ? { field_data: given } : given };
    } catch (mistake) {
      this.wrong = mistake.message;
      return null;
    }
  }

  choose(event) {
    this.chosen = event.target.value;
    this.chosenByHand = true;
    this.preview.value = undefined;
    this.later(0);
  }

  render() {
    const items = this.leads.value?.items ?? [];
    return html`<section class="card" aria-labelledby="mapping-preview-title">
      <h2 id="mapping-preview-title">${t('mappingPreview.title')}</h2>
      <label class="field">
        <span>${t('mappingPreview.lead')}</span>
        <select @change=${(event) => this.choose(event)}>
          ${items.map((item) => choice(item.leadgenId, t('mappingPreview.one', { when: local(item.receivedTime), status: named('status', item.status), id: item.leadgenId }), this.chosen))}
          ${choice('pasted', t('mappingPreview.pasted'), this.chosen)}
        </select>
      </label>
      ${this.chosen === 'pasted' ? this.paste(items) : nothing}
      ${this.stale && !this.unsaved ? html`<p class="warning">${t('mappingPreview.stale')}</p>` : nothing}
      ${this.isPossible ? this.result() : html`<p class="hint">${t(this.unsaved ? 'mappingPreview.unsaved' : 'mappingPreview.nothingMapped')}</p>`}
    </section>`;
  }

  paste(items) {
    return html`${items.length ? nothing : html`<p class="hint">${t('mappingPreview.noLeads')}</p>`}
      <label class="field">
        <span>${t('mappingPreview.paste')}</span>
        <textarea class="code" rows="6" spellcheck="false" placeholder=${example} aria-describedby="paste-wrong" .value=${this.pasted} @input=${(event) => this.typed(event)}></textarea>
      </label>
      <p class="error" id="paste-wrong" role="status">${this.wrong ? t('typed.noJson', { why: this.wrong }) : ''}</p>`;
  }

  typed(event) {
    this.pasted = event.target.value;
    this.later();
  }

  result() {
    const preview = this.preview.value;
    return html`<p role="status" class="${preview && isDeliverable(preview) ? 'fine' : 'hint'}">
        ${preview ? t(isDeliverable(preview) ? 'preview.good' : 'preview.bad') : t(this.refused ? 'mappingPreview.refused' : 'loading')}
      </p>
      ${this.refused && !this.preview.loading ? nothing : this.preview.render(deliveryPreview, () => this.later(0))}`;
  }
}
customElements.define('mapping-preview', MappingPreview);
