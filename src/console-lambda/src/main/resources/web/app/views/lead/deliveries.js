// The delivery to each destination, with a link to the record.
import { html, nothing } from 'lit';
import { session } from '../../lib/session.js';
import { t, named } from '../../lib/text.js';
import { time, link } from '../../lib/format.js';
import { copyButton } from '../../parts/pieces.js';
import { deliveriesOf, canBeSentTo } from './rules.js';
import { sendTo } from './actions.js';

export function deliveries(lead, missing, view) {
  const made = deliveriesOf(lead);
  const untried = missing.filter((name) => !made.some((one) => one.name === name));
  return html`<section class="card" aria-labelledby="deliveries">
    <h2 id="deliveries">${t('delivery.title')}</h2>
    ${made.length || untried.length ? nothing : html`<p class="hint">${t('delivery.none')}</p>`}
    <ul class="deliveries">
      ${made.map((one) => delivery(one, lead, view))}
      ${untried.map((name) => notSent(name, lead, view))} ${recordOfAPerson(lead, made)}
    </ul>
  </section>`;
}

/** The record that a person named when they marked the lead as processed. */
const recordOfAPerson = ({ leadDocReference: reference }, made) =>
  reference && !made.some((one) => one.reference?.id === reference.id) ? html`<li>${record(reference)}</li>` : nothing;

/** A destination that was added after the lead was processed, or that comes later. */
const notSent = (name, lead, view) => html`<li>
  <div class="row spread">
    <p class="row"><strong dir="auto">${name}</strong> <span class="badge">${t(lead.status === 'Pending' ? 'delivery.untried' : 'delivery.notSent')}</span></p>
    ${sendButton(name, lead, view, { state: 'Failed' })}
  </div>
</li>`;

const sendButton = (name, lead, view, one) =>
  session.may('operate') && lead.deliveries?.length && canBeSentTo(lead, one)
    ? html`<button class="small" aria-label=${t('delivery.sendTo', { name })} @click=${() => sendTo(view, [name])}>${t('delivery.send')}</button>`
    : nothing;

const delivery = (one, lead, view) => html`<li>
  <div class="row spread">
    <p class="row"><strong dir="auto">${one.name}</strong> <span class="badge ${one.state}">${named('delivery.state', one.state)}</span></p>
    ${sendButton(one.name, lead, view, one)}
  </div>
  ${one.reference ? record(one.reference) : nothing}
  ${one.reason ? html`<p><strong>${named('reason', one.reason)}.</strong> <span dir="auto">${one.message ?? ''}</span></p>` : nothing}
  ${one.at || one.retryAt
    ? html`<p class="hint">
        ${one.type === one.name ? nothing : html`${one.type} · `}${t('delivery.attempts', { count: one.attempts ?? 1 })} · ${time(one.at)}
        ${one.retryAt ? html` · ${t('lead.nextTry')} ${time(one.retryAt)}` : nothing}
      </p>`
    : nothing}
</li>`;

const record = (reference) => html`<p class="record">
  ${t('delivery.record', { type: reference.type })} ${link(reference.url, reference.id)} ${copyButton(reference.id, t('delivery.recordId'))}
</p>`;
