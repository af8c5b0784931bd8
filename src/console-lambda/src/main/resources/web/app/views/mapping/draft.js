// The configuration of one form while it is edited. The draft is the complete document, so that parts that this editor does
// not show are kept.
import { documentOf, same } from '../../lib/page-documents.js';
import { destinationsOf } from '../../parts/destinations.js';

let nextKey = 0;
const entryOf = (field) => ({ key: nextKey++, field });

const settingsOf = ({ mapping, ...settings }) => settings;

export class Draft {
  /** @param form the saved form, or the id and name of a new one */
  constructor(form, page) {
    this.page = page;
    this.replace(form);
    this.saved = JSON.stringify(this.form);
  }

  /** Replaces the document, for example by the edited JSON. */
  replace({ mapping = [], ...rest }) {
    this.form = { ...rest, mapping };
    this.show(this.destination ? this.shown : undefined);
  }

  get isChanged() {
    return JSON.stringify(this.form) !== this.saved;
  }

  /** The destinations of the form, which may be those of the page. */
  get allDestinations() {
    return this.destinationsOf(this.form);
  }

  destinationsOf(form) {
    const own = destinationsOf(form);
    return own.length ? own : destinationsOf(this.page);
  }

  /** The destinations that can have a mapping of their own: those with a name. */
  get destinations() {
    return this.allDestinations.filter((one) => one.name);
  }

  /** The destination whose mapping is shown; undefined for the mapping of the form. */
  get destination() {
    return this.destinations[this.shown];
  }

  /** Shows the mapping of a destination, by its position; without one, the mapping of the form. */
  show(position) {
    this.shown = position;
    this.entries = (this.destination?.mapping ?? this.form.mapping).map(entryOf);
  }

  get mapping() {
    return this.entries.map((entry) => entry.field);
  }

  /** The path of the shown mapping in the form. */
  get path() {
    return pathOf(this.shown);
  }

  isSaved(destination) {
    return this.destinationsOf(JSON.parse(this.saved)).some((one) => same(settingsOf(one), settingsOf(destination)));
  }

  /** Whether the destinations were changed: a preview uses the saved ones. */
  get hasOtherDestination() {
    const settings = (form) => this.destinationsOf(form).map(settingsOf);
    return !same(settings(JSON.parse(this.saved)), settings(this.form));
  }

  add(field) {
    const entry = entryOf(field);
    this.write([...this.entries, entry]);
    return entry.key;
  }

  edit(key, field) {
    this.write(this.entries.map((entry) => (entry.key === key ? { key, field } : entry)));
  }

  remove(key) {
    this.write(this.entries.filter((entry) => entry.key !== key));
  }

  move(key, by) {
    const from = this.entries.findIndex((entry) => entry.key === key);
    const entries = [...this.entries];
    const [entry] = entries.splice(from, 1);
    entries.splice(Math.max(0, from + by), 0, entry);
    this.write(entries);
  }

  write(entries) {
    this.entries = entries;
    if (this.destination) this.changeDestination({ mapping: this.mapping });
    else this.form = { ...this.form, mapping: this.mapping };
  }

  /** The destinations of the page become those of the form, because the mapping is only for this form. */
  changeDestination(changes) {
    this.form = { ...this.form, destinations: this.destinations.map((one, i) => (i === this.shown ? without({ ...one, ...changes }) : one)) };
  }

  /** Gives the shown destination its own mapping, or with undefined that of the form. */
  setOwnMapping(mapping) {
    this.changeDestination({ mapping });
    this.show(this.shown);
  }

  /** Sets a field of the form other than its mapping; undefined removes it. The same destination stays shown. */
  set(name, value) {
    const before = this.destinations;
    const shown = this.destination;
    this.form = without({ ...this.form, [name]: value });
    if (!shown) return;
    const now = this.destinations;
    const found = now.findIndex((one) => one === shown || (shown.mapping && one.mapping === shown.mapping) || one.name === shown.name);
    const position = found < 0 && now.length === before.length ? this.shown : found;
    if (position !== this.shown) this.show(position < 0 ? undefined : position);
  }
}

const pathOf = (position) => (position === undefined ? 'mapping' : `destinations[${position}].mapping`);

/** Removes undefined values. */
export const without = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** The short form of a list: one value as itself, none as undefined. */
export const short = (list) => (list.length > 1 ? list : list[0]);

/** The page with this form replaced, or added at the end if it was not listed. */
export function pageWith(page, form) {
  const document = documentOf(page);
  const forms = document.forms ?? [];
  const at = forms.findIndex((one) => one.formId === form.formId);
  return { ...document, forms: at < 0 ? [...forms, form] : forms.map((one, i) => (i === at ? form : one)) };
}

/**
 * The server's mistakes, sorted by entry of a mapping, destinations, and others.
 *
 * @param position the destination whose mapping it is; undefined for the mapping of the form
 */
export function sortedMistakes(mistakes, page, formId, position) {
  const forms = page?.forms ?? [];
  const at = forms.findIndex((one) => one.formId === formId);
  const prefix = `forms[${at < 0 ? forms.length : at}].`;
  const entry = `${pathOf(position)}[`;
  const sorted = { fields: new Map(), destination: [], others: [] };
  for (const mistake of mistakes) {
    const local = mistake.startsWith(prefix) ? mistake.slice(prefix.length) : mistake;
    if (local.startsWith(entry)) {
      const [, n, words] = /^(\d+)\]\.?([^]*)$/.exec(local.slice(entry.length));
      sorted.fields.set(Number(n), [...(sorted.fields.get(Number(n)) ?? []), words]);
    } else if (/^destinations?\b/.test(local)) sorted.destination.push(local);
    else sorted.others.push(local);
  }
  return sorted;
}
