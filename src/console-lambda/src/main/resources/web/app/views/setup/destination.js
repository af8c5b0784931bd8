// The step that sets the destination of a page.
import { html, nothing } from 'lit';
import { View, failed } from '../../lib/view.js';
import { guardLeaving } from '../../lib/router.js';
import { changePage, same } from '../../lib/page-documents.js';
import { Mistakes } from '../../lib/mistakes.js';
import { t } from '../../lib/text.js';
import { guardUnsaved } from '../../parts/dialog.js';
import { done } from '../../parts/toast.js';
import '../../parts/destinations.js';

class SetupDestination extends View {
  static properties = { page: {} };

  constructor() {
    super();
    this.failure = null;
    this.working = false;
  }

  willUpdate(changed) {
    if (changed.has('page') && !this.isDirty) this.take(this.page);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    guardLeaving(null);
  }

  take({ destination, destinations }) {
    this.original = { destination, destinations };
    // The default is the destination that needs no settings.
    this.draft = destination || destinations?.length ? this.original : { destination: { type: 'leads-table' } };
  }

  get isDirty() {
    return this.draft && !same(this.draft, this.original);
  }

  change(draft) {
    this.draft = draft;
    guardUnsaved(this.isDirty);
    this.requestUpdate();
  }

  async save() {
    this.working = true;
    this.failure = null;
    this.requestUpdate();
    try {
      const saved = await changePage(this.page.pageId, (now) => ({ ...now, ...this.draft }));
      this.take(saved);
      guardLeaving(null);
      done(t('settings.saved'));
      this.dispatchEvent(new CustomEvent('saved', { detail: saved }));
    } catch (failure) {
      this.failure = failure;
    }
    this.working = false;
    this.requestUpdate();
  }

  render() {
    const mistakes = Mistakes.of(this.failure);
    return html`${this.failure ? failed(this.failure) : nothing}
      <destinations-editor .document=${this.draft} .mistakes=${mistakes} @changed=${(event) => this.change(event.detail)}></destinations-editor>
      <div class="actions"><button class="primary" ?disabled=${this.working || !this.isDirty} @click=${() => this.save()}>${t('save')}</button></div>`;
  }
}
customElements.define('setup-destination', SetupDestination);
