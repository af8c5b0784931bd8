// Numbers and times in the format of the browser; times have the UTC time as a tooltip.
import { html, nothing } from 'lit';
import { t } from './text.js';

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const units = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];

export const number = (value) => (value == null ? t('none') : new Intl.NumberFormat().format(value));

export const percent = (value) =>
  value == null ? t('none') : new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 }).format(value);

/** A count, which the API caps at 10,000. */
export const capped = (count) => (count >= 10000 ? t('moreThan', { count: number(10000) }) : number(count));

export const local = (at) => (at ? dateTime.format(new Date(at)) : t('none'));

const utc = (at) => `${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC`;

/** A time element: local time, with UTC as its tooltip. */
export const time = (at) => (at ? html`<time datetime=${at} title=${utc(at)}>${local(at)}</time>` : html`<span>${t('none')}</span>`);

/** The instant at which a day begins in the browser's time zone; undefined without a day. */
export const startOfDay = (day) => (day ? new Date(`${day}T00:00:00`).toISOString() : undefined);

/** "3 hours ago", with local time and UTC as its tooltip. */
export const ago = (at) =>
  at ? html`<time datetime=${at} title="${local(at)} (${utc(at)})">${since(at)}</time>` : html`<span>${t('never')}</span>`;

export function since(at, now = Date.now()) {
  const seconds = (new Date(at) - now) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return unit === 'second' ? t('justNow') : relative.format(Math.round(seconds / size), unit);
}

/** Seconds as "4.2 s", "3 min" or "5.1 h". */
export function duration(seconds) {
  if (seconds == null) return t('none');
  const shown = (value) => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(value);
  if (seconds < 90) return t('seconds', { value: shown(seconds) });
  if (seconds < 5400) return t('minutes', { value: shown(seconds / 60) });
  return t('hours', { value: shown(seconds / 3600) });
}

/** Only http and https URLs become links, because the URL comes from the response of a destination. */
export const link = (url, words) =>
  /^https?:\/\//.test(url ?? '') ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${words}</a>` : html`${words ?? nothing}`;
