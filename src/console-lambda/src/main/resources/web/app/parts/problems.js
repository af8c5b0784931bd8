// Texts of problems. A problem never contains the value.
import { html, nothing } from 'lit';
import { t, named } from '../lib/text.js';

const problemWords = (problem) =>
  problem.expected
    ? t('problem.expected', { field: problem.field, expected: problem.expected, shape: problem.shape ?? t('problem.something') })
    : t('problem.plain', { field: problem.field, reason: named('reason', problem.reason) });

/** The mistakes that the server found, each with its path. `role` is an optional live region role. */
export const mistakeList = (mistakes, { id, role } = {}) => html`<div id=${id ?? nothing} role=${role ?? nothing}>
  ${mistakes.length
    ? html`<ul class="problems error">${mistakes.map((mistake) => html`<li><span class="mark" aria-hidden="true">!</span> ${mistake}</li>`)}</ul>`
    : nothing}
</div>`;

/** A list of problems; the aria-describedby of their field refers to its id. */
export const problemList = (problems, id) =>
  problems?.length
    ? html`<ul class="problems error" id=${id ?? nothing}>
        ${problems.map((problem) => html`<li><span class="mark" aria-hidden="true">!</span> ${problemWords(problem)}</li>`)}
      </ul>`
    : nothing;
