// One lead: its remedy, answers, deliveries, history and all recorded fields.
import { html, nothing } from 'lit';
import { View, Loaded, failed } from '../lib/view.js';
import { get } from '../lib/api.js';
import { pages, names, forget } from '../lib/store.js';
import { href } from '../lib/router.js';
import { session } from '../lib/session.js';
import { t, named } from '../lib/text.js';
import { since } from '../lib/format.js';
import { heading, status, folded } from '../parts/pieces.js';
import { actions, erasing } from './lead/actions.js';
import { remedy, needsCorrection } from './lead/remedy.js';
import { answers } from './lead/answers.js';
import { deliveries } from './lead/deliveries.js';
import { groups } from './lead/groups.js';
import { history } from './lead/history.js';
import { erased } from './lead/erased.js';
import { canBeCorrected, destinationNames } from './lead/rules.js';
import './lead/correction.js';

const everyMillis = 1500;
const followMillis = 60_000;

class LeadView extends View {
  static properties = { leadgenId: {}, correcting: { state: true }, outcome: { state: true }, remains: { state: true } };

  constructor() {
    super();
    this.lead = new Loaded(this, () => this.read());
    this.context = new Loaded(this, (lead) => contextOf(lead));
  }

  willUpdate(changed) {
    if (changed.has('leadgenId')) this.open();
  }

  async open() {
    this.following = null;
    this.correcting = false;
    this.outcome = null;
    this.remains = null;
    this.lead.value = undefined;
    this.load();
  }

  async load() {
    const lead = await this.lead.load();
    if (lead) this.context.load(lead);
  }

  read() {
    return get(`/lead-logs/${encodeURIComponent(this.leadgenId)}`);
  }

  /** Shows the lead that an action has returned. */
  show(lead, words) {
    this.lead.value = lead;
    this.outcome = words ? { words } : null;
    this.changed();
  }

  changed() {
    forget('attention');
    this.requestUpdate();
    this.updateComplete.then(() => {
      if (document.activeElement === document.body) this.querySelector('h1')?.focus({ preventScroll: true });
    });
  }

  /** Polls the lead until it is no longer Pending or waits for a retry, for at most a minute, and shows the outcome. */
  async follow() {
    const run = (this.following = {});
    const before = this.lead.value;
    this.outcome = { words: t('lead.following'), busy: true };
    const end = Date.now() + followMillis;
    for (let lead = null; Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, everyMillis));
      if (this.following !== run || this.life.signal.aborted) return;
      lead = await this.read().catch(() => lead);
      if (!lead) continue;
      this.lead.value = lead;
      this.requestUpdate();
      if (isSettled(lead, before)) return this.settled(lead);
    }
    this.outcome = { words: t('lead.stillPending') };
  }

  settled(lead) {
    this.outcome = { words: outcomeOf(lead), status: lead.status };
    this.context.load(lead);
    this.changed();
  }

  render() {
    return this.lead.failure?.status === 404 ? this.unknown() : html`
      ${heading(t('lead.title', { id: this.leadgenId }), this.lead.value ? actions(this) : nothing)}
      <p class="outcome ${this.outcome?.status ?? ''}" role="status" ?hidden=${!this.outcome}>${this.outcome?.words ?? ''}</p>
      ${this.lead.render((lead) => this.whole(lead), () => this.load())}`;
  }

  unknown() {
    return html`${heading(t('lead.unknownTitle'))}
      <section class="empty">
        <p class="large">${t('lead.unknown', { id: this.leadgenId })}</p>
        <p>${t('lead.unknownWhy')}</p>
        <p><a class="button" href=${href('leads')}>${t('attention.allLeads')}</a></p>
      </section>`;
  }

  whole(lead) {
    const { form, nameOf = (id) => id ?? '' } = this.context.value ?? {};
    const corrects = canBeCorrected(lead) && session.may('operate');
    const correct = () => (this.correcting = true);
    return html`<p class="summary">
        ${status(lead.status, lead.test)}
        <span>${lead.leadForm ?? nameOf(lead.formId)}, ${nameOf(lead.pageId)}</span>
        <span class="hint">${t('lead.received', { when: since(lead.receivedTime), source: named('source', lead.source) })}</span>
      </p>
      ${this.remains ? erased(this.remains) : nothing}
      ${remedy(lead, corrects && !this.correcting ? correct : null)}
      <div class="lead">
        <div>
          ${this.correcting
            ? html`<lead-correction
                .lead=${lead}
                .form=${form}
                @closed=${() => (this.correcting = false)}
                @saved=${(event) => this.show(event.detail, t('correct.savedOnly'))}
                @processing=${(event) => (this.show(event.detail), this.follow())}
              ></lead-correction>`
            : answers(lead, form, corrects && !needsCorrection(lead) ? correct : null)}
          ${this.context.failure ? failed(this.context.failure, () => this.context.load(lead)) : nothing}
          ${deliveries(lead, destinationNames(lead, this.context.value), this)} ${history(lead)}
        </div>
        <div>${groups(lead, nameOf)} ${payloads(lead)} ${erasing(this)}</div>
      </div>`;
  }
}

const payloads = (lead) => html`<section class="card" aria-labelledby="payloads">
  <h2 id="payloads">${t('lead.payloads')}</h2>
  ${['rawPayload', 'leadPayload', 'correctedPayload', 'unexpectedAnswer'].map((name) => folded(t(`lead.${name}`), lead[name]))}
  ${lead.leadPayload ? nothing : html`<p class="hint">${t(lead.erasedAt ? 'lead.payloadErased' : 'lead.payloadMissing')}</p>`}
</section>`;

/** The configurations and names of the page and the form; null if there are none. */
async function contextOf(lead) {
  const [all, nameOf] = await Promise.all([pages(), names()]);
  let page = all.find((one) => one.pageId === lead.pageId) ?? null;
  if (page?.formsOmitted) page = await get(`/pages/${page.pageId}`);
  return { page, form: page?.forms?.find((one) => one.formId === lead.formId) ?? null, nameOf };
}

const isSettled = (lead, before) =>
  lead.status !== 'Pending' || (lead.retryAt && lead.attempts > (before.status === 'Pending' ? before.attempts : 0));

function outcomeOf(lead) {
  if (lead.status === 'Processed') return t('lead.outcome.Processed');
  const values = { status: named('status', lead.status), reason: named('reason', lead.reason) };
  return t(lead.status === 'Pending' ? 'lead.outcome.waits' : 'lead.outcome.other', values);
}
customElements.define('lead-view', LeadView);
