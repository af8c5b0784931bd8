// The state of a page at Meta: token, lead access and subscription as of the last check.
import { html, nothing } from 'lit';
import { t, named } from '../lib/text.js';
import { local, capped } from '../lib/format.js';
import { href } from '../lib/router.js';

const soonMillis = 14 * 24 * 3600 * 1000;

export const badge = ({ kind, words, more }) => html`<span class="badge ${kind}" title=${more ?? nothing}>${words}</span>`;

const issueOf = (health, ...names) => health?.issues?.find((found) => names.includes(found.issue));

const bad = (found) => ({ kind: 'bad', words: named('pages.short', found.issue), more: found.message });

function unknown(part) {
  return part ? { kind: 'warn', words: t('pages.notKnown'), more: part.message } : { kind: '', words: t('pages.notChecked') };
}

/** The earlier one of the two expiry times of a token. */
export const tokenEnds = (token) => [token?.expiresAt, token?.dataAccessExpiresAt].filter(Boolean).sort()[0] ?? null;

export function tokenState(health) {
  const found = issueOf(health, 'TOKEN_MISSING', 'TOKEN_INVALID', 'PERMISSION_MISSING');
  if (found) return bad(found);
  const token = health?.token;
  if (!token || token.notChecked) return unknown(token);
  if (!token.valid) return { kind: 'bad', words: t('pages.short.TOKEN_INVALID'), more: token.message };
  const ends = tokenEnds(token);
  if (!ends) return { kind: 'good', words: t('pages.valid') };
  return { kind: new Date(ends) - Date.now() < soonMillis ? 'warn' : 'good', words: t('pages.validUntil', { time: local(ends) }) };
}

export function accessState(health) {
  const found = issueOf(health, 'LEAD_ACCESS_REFUSED', 'PAGE_NOT_VISIBLE', 'BLOCKED');
  if (found) return bad(found);
  const access = health?.leadAccess;
  if (!access || access.notChecked) return unknown(access);
  return access.granted ? { kind: 'good', words: t('pages.granted') } : { kind: 'bad', words: t('pages.short.LEAD_ACCESS_REFUSED'), more: access.failureReason };
}

export function subscriptionState(health) {
  const subscription = health?.subscription;
  if (!subscription || subscription.notChecked) return unknown(subscription);
  return subscription.leadgen ? { kind: 'good', words: t('pages.subscribed') } : { kind: 'bad', words: t('pages.short.NOT_SUBSCRIBED') };
}

export const enabledState = (page) =>
  page.enabled === false ? { kind: 'warn', words: t('pages.disabled') } : { kind: 'good', words: t('pages.enabled') };

export const issues = (health) =>
  (health?.issues ?? []).map(
    (found) => html`<div class="problem">
      <p><strong>${named('issue', found.issue)}.</strong> ${found.message}</p>
      <p>${found.remedy}</p>
    </div>`,
  );

/** The number of waiting leads, as a link to these leads. */
export function waitingLink(items, filter) {
  const count = items.reduce((sum, item) => sum + item.count, 0);
  if (!count) return t('pages.noneWaits');
  const shared = (name) => (items.every((item) => item[name] === items[0][name]) ? items[0][name] : null);
  return html`<a href=${href('leads', [], { ...filter, status: shared('status'), reason: shared('reason'), test: 'false' })}>${capped(count)}</a>`;
}
