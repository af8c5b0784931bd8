// Compares three versions of a form's configuration by field: the common base, the other person's and the own version.
import { documentOf, same } from '../../lib/page-documents.js';
import { destinationsOf } from '../../parts/destinations.js';

/** The name of the part that contains the destinations, which are chosen together. */
const destinationsPart = '(destinations)';
const nameOfForm = '(formName)';

function parts(form) {
  const found = new Map((form?.mapping ?? []).map((field) => [field.leadField, field]));
  const where = destinationsOf(form);
  if (where.length) found.set(destinationsPart, form.destinations ?? form.destination);
  if (form?.formName) found.set(nameOfForm, form.formName);
  return found;
}

/**
 * The parts that differ, in the order of the own version. `choice` is the side that changed the part; if both did, it is
 * `mine`.
 */
export function differences(base, theirs, mine) {
  const [before, other, own] = [base, theirs, mine].map(parts);
  const names = [...new Set([...own.keys(), ...other.keys(), ...before.keys()])];
  return names
    .map((name) => ({ name, base: before.get(name), theirs: other.get(name), mine: own.get(name) }))
    .filter((part) => !same(part.theirs, part.mine))
    .map((part) => ({ ...part, both: !same(part.base, part.theirs) && !same(part.base, part.mine), choice: same(part.base, part.mine) ? 'theirs' : 'mine' }));
}

/** The own version with the parts that were chosen from the other one. */
export function merged(theirs, mine, chosen) {
  const ofTheirs = chosen.filter((part) => part.choice === 'theirs');
  const taken = new Map(ofTheirs.map((part) => [part.name, part.theirs]));
  const kept = mine.mapping.map((field) => (taken.has(field.leadField) ? taken.get(field.leadField) : field)).filter(Boolean);
  const added = ofTheirs.map((part) => part.theirs).filter((field) => field?.leadField && !kept.includes(field));
  const { mapping, ...rest } = { ...mine };
  if (taken.has(nameOfForm)) Object.assign(rest, { formName: theirs?.formName });
  if (taken.has(destinationsPart)) Object.assign(rest, { destination: theirs?.destination, destinations: theirs?.destinations });
  return JSON.parse(JSON.stringify({ ...rest, mapping: [...kept, ...added] }));
}

/** The names of the other fields that differ between two versions of the page. */
export function otherChanges(base, theirs, formId) {
  const rest = ({ forms, ...page }) => documentOf(page);
  const [before, now] = [rest(base), rest(theirs)];
  const names = Object.keys({ ...before, ...now }).filter((name) => !same(before[name], now[name]));
  const others = (page) => (page.forms ?? []).filter((form) => form.formId !== formId);
  return same(others(base), others(theirs)) ? names : [...names, 'forms'];
}

export const isDestinationsPart = (name) => name === destinationsPart;
export const isFormName = (name) => name === nameOfForm;
