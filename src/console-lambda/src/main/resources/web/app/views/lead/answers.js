// The answers with their problems, and the corrections with the answers that Meta sent.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { href } from '../../lib/router.js';
import { problemList } from '../../parts/problems.js';
import { isCorrectedSince } from './rules.js';
import { sides, same, problemsByQuestion, unanswered } from './field-data.js';

/** `correct` opens the answers for editing; null if that is not possible. */
export function answers(lead, form, correct) {
  const rows = sides(lead);
  const fields = form?.mapping ?? [];
  const problems = problemsByQuestion(lead.problems, fields);
  const missing = unanswered(fields, rows).filter((name) => problems.of(name).length);
  return html`<section class="card" aria-labelledby="answers">
    <div class="row spread">
      <h2 id="answers">${t('answers.title')} ${lead.correctedPayload ? html`<span class="badge test">${t('answers.corrected')}</span>` : nothing}</h2>
      ${correct ? html`<button @click=${correct}>${t('correct.open')}</button>` : nothing}
    </div>
    ${problemList(problems.others)}
    ${rows.length || missing.length
      ? html`<dl class="answers">${rows.map((row) => answer(row, isCorrectedSince(lead) && !same(row.sent, row.now) ? [] : problems.of(row.name)))} ${missing.map((name) => noAnswer(name, problems.of(name)))}</dl>`
      : html`<p class="hint">${t(lead.erasedAt ? 'lead.payloadErased' : 'lead.payloadMissing')}</p>`}
    ${form
      ? html`<p class="hint"><a href=${href('pages', [lead.pageId, 'forms', lead.formId])}>${t('answers.mapping')}</a></p>`
      : nothing}
  </section>`;
}

const answer = ({ name, sent, now }, problems) => html`<div class=${problems.length ? 'wrong' : ''}>
  <dt dir="auto">${questionWords(name)}</dt>
  <dd>
    ${now.length ? values(now) : html`<p class="hint">${t('answers.none')}</p>`}
    ${same(sent, now) ? nothing : html`<p class="sent"><span>${t(sent ? 'answers.sent' : 'answers.notSent')}</span> ${sent ? values(sent) : nothing}</p>`}
    ${problemList(problems)}
  </dd>
</div>`;

const noAnswer = (name, problems) => html`<div class="wrong">
  <dt dir="auto">${questionWords(name)}</dt>
  <dd><p class="hint">${t('answers.none')}</p>${problemList(problems)}</dd>
</div>`;

const values = (list) => list.map((value) => html`<span class="value" dir="auto">${value}</span>`);

/** A key of Meta, such as phone_number, as text. */
export const questionWords = (key) => {
  const words = key.replace(/_/g, ' ').trim();
  return words ? words[0].toUpperCase() + words.slice(1) : key;
};
