// What is wrong with a value, in words. The value itself is never part of a problem.
import { html, nothing } from 'lit';
import { t, named } from '../lib/text.js';

export const problemWords = (problem) =>
  problem.expected
    ? t('problem.expected', { field: problem.field, expected: problem.expected, shape: problem.shape ?? t('problem.something') })
    : t('problem.plain', { field: problem.field, reason: named('reason', problem.reason) });

/** A list of problems, to be named by the aria-describedby of the field that they are about. */
export const problemList = (problems, id) =>
  problems?.length
    ? html`<ul class="problems error" id=${id ?? nothing}>
        ${problems.map((problem) => html`<li><span class="mark" aria-hidden="true">!</span> ${problemWords(problem)}</li>`)}
      </ul>`
    : nothing;
