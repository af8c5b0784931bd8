// Functions on the answers of a lead (Meta's field_data), the mapping of its form and its problems; no rendering.
import { asList } from '../../lib/lists.js';

/** Compares question keys like the mapping does: without case, blanks and underscores. */
const sameKey = (one, other) => one === other || folded(one) === folded(other);

const folded = (key) =>
  key
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_]+/g, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-―]/g, '-');

export const answersOf = (payload) => (payload?.field_data ?? []).map(({ name, values }) => ({ name, values: values ?? [] }));

/** The answers that Meta sent and the current ones, by question. `sent` is null for an answer that a person has added. */
export function sides(lead) {
  const sent = answersOf(lead.leadPayload);
  const now = lead.correctedPayload ? answersOf(lead.correctedPayload) : sent;
  const names = [...new Set([...sent, ...now].map((answer) => answer.name))];
  const find = (answers, name) => answers.find((answer) => answer.name === name)?.values ?? null;
  return names.map((name) => ({ name, sent: find(sent, name), now: find(now, name) ?? [] }));
}

export const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);

/** The questions that fill a field, from the traces of a preview or from a mapping. */
export const questionsOf = (fields, leadField) => fields.filter((field) => field.leadField === leadField).flatMap((field) => asList(field.metaField));

/** The problems of each question, and the problems without a question. */
export function problemsByQuestion(problems, fields) {
  const found = [];
  const others = [];
  for (const problem of problems ?? []) {
    const questions = [...new Set(questionsOf(fields, problem.field))];
    if (!questions.length) others.push(problem);
    questions.forEach((question) => found.push({ question, problem }));
  }
  return { of: (name) => found.filter((one) => sameKey(one.question, name)).map((one) => one.problem), others };
}

/** The questions of the mapping that have no answer. */
export const unanswered = (fields, answers) =>
  [...new Set(fields.flatMap((field) => asList(field.metaField)))].filter((key) => !answers.some((answer) => sameKey(answer.name, key)));

/** The problems and traces of a preview, for all its destinations. */
export function problemsAndTraces(preview) {
  const parts = [preview, ...(preview?.destinations ?? [])].filter(Boolean);
  const problems = parts.flatMap((part) => [...(part.problems ?? []), ...(part.toleratedProblems ?? [])]);
  const distinct = problems.filter((one, i) => problems.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i);
  return { problems: distinct, fields: parts.flatMap((part) => part.traces ?? []) };
}

/** The payload with new answers. Answers without a value are left out. */
export function withAnswers(payload, answers) {
  const field_data = answers
    .map(({ name, values }) => ({ name, values: values.filter((value) => value !== '') }))
    .filter((answer) => answer.values.length);
  return { ...payload, field_data };
}
