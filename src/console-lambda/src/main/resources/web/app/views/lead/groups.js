// The fields of a lead log in groups: metadata, processing and configuration, error handling.
import { html, nothing } from 'lit';
import { t, named } from '../../lib/text.js';
import { time, number } from '../../lib/format.js';
import { copyButton } from '../../parts/pieces.js';

const yesNo = (value) => (value == null ? null : t(value ? 'yes' : 'no'));

const id = (value, label, words = value) =>
  value ? html`<span class="id">${words === value ? nothing : html`${words} `}<code>${value}</code></span>${copyButton(value, label)}` : null;

const metadata = (lead, nameOf) => [
  ['leadgenId', id(lead.leadgenId, t('field.leadgenId'))],
  ['pageId', id(lead.pageId, t('lead.pageId'), nameOf(lead.pageId))],
  ['formId', id(lead.formId, t('lead.formId'), lead.leadForm ?? nameOf(lead.formId))],
  ['adId', id(lead.adId, t('field.adId'))],
  ['createdTime', lead.createdTime && time(lead.createdTime)],
  ['receivedTime', time(lead.receivedTime)],
  ['source', named('source', lead.source)],
  ['platform', lead.platform],
  ['organic', yesNo(lead.organic)],
  ['test', yesNo(lead.test)],
];

const processing = (lead) => [
  ['status', named('status', lead.status)],
  ['configReference', lead.configReference && html`<code>${lead.configReference}</code>`],
  ['attempts', number(lead.attempts)],
  ['retryAt', lead.retryAt && time(lead.retryAt)],
];

const errors = (lead) => [
  ['reason', lead.reason && html`${named('reason', lead.reason)} <code>${lead.reason}</code>`],
  ['errorMessage', lead.errorMessage && html`<span dir="auto">${lead.errorMessage}</span>`],
  ['remedy', lead.remedy],
  ['announcements', number(lead.announcements)],
  ['erasedAt', lead.erasedAt && time(lead.erasedAt)],
];

/** A field without a value is left out. */
const group = (name, rows) => html`<section class="card" aria-labelledby="group-${name}">
  <h2 id="group-${name}">${t(`lead.group.${name}`)}</h2>
  <dl class="properties">
    ${rows
      .filter(([, value]) => value != null && value !== '')
      .map(([field, value]) => html`<div><dt>${t(`field.${field}`)}</dt><dd>${value}</dd></div>`)}
  </dl>
</section>`;

export const groups = (lead, nameOf) => html`${group('metadata', metadata(lead, nameOf))} ${group('processing', processing(lead))}
${group('errors', errors(lead))}`;
