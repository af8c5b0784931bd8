// Polls the lead log for a new lead of a form, for some minutes.
import { get } from '../../lib/api.js';

const everyMillis = 3000;
const longestMillis = 10 * 60_000;

export class LeadWatch {
  constructor(host) {
    this.host = host;
    this.stop();
  }

  stop() {
    clearInterval(this.timer);
    Object.assign(this, { timer: null, pageId: null, formId: null, newest: null, arrived: null, known: null, isOver: false });
  }

  /** Starts again, unless this form is watched already. */
  start(pageId, formId) {
    if (this.timer && this.formId === formId && this.pageId === pageId) return;
    this.stop();
    Object.assign(this, { pageId, formId, until: Date.now() + longestMillis });
    this.timer = setInterval(() => this.look(), everyMillis);
    this.look();
  }

  async look() {
    if (document.visibilityState !== 'visible') return;
    if (Date.now() > this.until) {
      clearInterval(this.timer);
      this.timer = null;
      this.isOver = true;
      this.host.requestUpdate();
      return;
    }
    const { pageId, formId } = this;
    const found = await get('/lead-logs', { pageId, formId, limit: 20 }).catch(() => null);
    if (!found || pageId !== this.pageId || formId !== this.formId) return;
    this.take(found.items);
    this.host.requestUpdate();
  }

  take(items) {
    this.newest = items[0] ?? null;
    if (!this.known) this.known = new Set(items.map((item) => item.leadgenId));
    const fresh = items.filter((item) => !this.known.has(item.leadgenId));
    this.arrived = fresh[0] ?? null;
  }
}
