// The actions of a lead, as buttons of its heading.
import { html, nothing } from 'lit';
import { post, del } from '../../lib/api.js';
import { session } from '../../lib/session.js';
import { t } from '../../lib/text.js';
import { ask, askUntilSent } from '../../parts/dialog.js';
import { noteField } from '../../parts/pieces.js';
import { attempt } from '../../parts/toast.js';
import { fixOf } from '../../lib/fixes.js';
import { needsCorrection } from './remedy.js';
import { canBeProcessed, canBeRetried, canBeMarked, canBeErased, isCorrectedSince, destinationNames } from './rules.js';

const path = (view, action = '') => `/lead-logs/${encodeURIComponent(view.leadgenId)}${action}`;

export function actions(view) {
  const lead = view.lead.value;
  const operates = session.may('operate');
  const button = (shown, words, act, kind = '') => (shown ? html`<button class=${kind} @click=${() => act(view)}>${t(words)}</button>` : nothing);
  return html`${button(operates && canBeProcessed(lead), 'lead.process', processAgain, fixOf(lead) || (needsCorrection(lead) && !isCorrectedSince(lead)) ? '' : 'primary')}
  ${button(operates && canBeRetried(lead), 'leads.retry', retry, 'primary')}
  ${button(operates && canBeMarked(lead), 'lead.markProcessed', markProcessed)} ${button(operates && canBeMarked(lead), 'leads.loss', markLoss)}`;
}

/** Erasing is at the end of the page, away from the buttons that help a lead. */
export function erasing(view) {
  const lead = view.lead.value;
  const shows = session.may('erase') && (canBeErased(lead) || (lead.erasedAt && !view.remains));
  if (!shows) return nothing;
  return html`<section class="card" aria-labelledby="erasing">
    <h2 id="erasing">${t('erase.heading')}</h2>
    <p>${t('erase.about')}</p>
    ${lead.erasedAt
      ? html`<button @click=${() => showRemains(view)}>${t('erase.again')}</button>`
      : html`<button class="danger" @click=${() => erase(view)}>${t('lead.erase')}</button>`}
  </section>`;
}


/** Asks for the options and processes the lead again. */
async function processAgain(view) {
  const names = destinationNames(view.lead.value, view.context.value);
  const several = names.length > 1;
  const answer = await ask({
    title: t('lead.processTitle'),
    body: html`<p>${t('lead.processText')}</p>
      <label class="check"><input type="checkbox" name="refetch" /> ${t('lead.refetch')}</label>
      ${several
        ? html`<fieldset>
            <legend>${t('lead.sendTo')}</legend>
            ${names.map((name, i) => html`<label class="check"><input type="checkbox" name="to-${i}" checked /> <span dir="auto">${name}</span></label>`)}
          </fieldset>`
        : nothing}`,
    action: t('lead.process'),
  });
  if (!answer) return;
  const chosen = several ? names.filter((_, i) => `to-${i}` in answer) : names;
  if (several && !chosen.length) return attempt(() => Promise.reject(new Error(t('lead.chooseOne'))));
  return process(view, { refetch: 'refetch' in answer, destinations: chosen.length < names.length ? chosen : null });
}

/** Sends the lead to destinations that have not received it. */
export const sendTo = (view, destinations) => process(view, { destinations });

async function process(view, { refetch = false, destinations = null }) {
  const body = destinations ? { destinations } : undefined;
  const accepted = await attempt(() => post(path(view, '/process'), body, { query: refetch ? { refetch: true } : {} }));
  if (accepted) view.follow();
}

async function retry(view) {
  const begun = await attempt(() => post('/lead-logs/retry', { leadgenIds: [view.leadgenId] }));
  const refusal = begun?.refused?.[0];
  if (refusal) await attempt(() => Promise.reject(new Error(refusal.why)));
  else if (begun) view.follow();
}

async function markProcessed(view) {
  const answer = await askUntilSent(
    (before) => ({
      title: t('lead.markProcessedTitle'),
      body: html`<p>${t('lead.markProcessedText')}</p>
        ${['type', 'id', 'url'].map(
          (name) => html`<label class="field">
            <span>${t(`lead.record.${name}`)}</span>
            <input name=${name} type=${name === 'url' ? 'url' : 'text'} maxlength="1000" ?required=${name !== 'url'} .value=${before[name] ?? ''} autocomplete="off" />
          </label>`,
        )}
        <label class="field"><span>${t('lead.noteOptional')}</span><textarea name="note" rows="3" maxlength="1000" .value=${before.note ?? ''}></textarea></label>`,
      action: t('lead.markProcessed'),
    }),
    ({ type, id, url, note }) =>
      post(path(view, '/processed'), { leadDocReference: { type, id, ...(url ? { url } : {}) }, ...(note ? { note } : {}) }),
  );
  if (answer) view.show(answer, t('lead.markedProcessed'));
}

async function markLoss(view) {
  const answer = await askUntilSent(
    (before) => ({
      title: t('lead.lossTitle'),
      body: html`<p>${t('lead.lossText')}</p>
        ${noteField(before)}`,
      action: t('leads.loss'),
      danger: true,
    }),
    (given) => post(path(view, '/loss'), { note: given.note }),
  );
  if (answer) view.show(answer, t('lead.markedLoss'));
}

async function erase(view) {
  const answer = await ask({
    title: t('erase.title'),
    body: html`<p>${t('erase.text')}</p><p>${t('erase.elsewhere')}</p>`,
    action: t('lead.erase'),
    danger: true,
    typed: view.leadgenId,
  });
  if (answer) await showRemains(view);
}

/** A repeated erasure changes nothing and returns the copies in other systems. */
async function showRemains(view) {
  const done = await attempt(() => del(path(view)));
  if (!done) return;
  view.remains = done;
  view.correcting = false;
  await view.load();
  view.changed();
}
