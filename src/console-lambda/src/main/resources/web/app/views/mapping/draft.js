// The configuration of one form while it is edited. The draft is the complete document, so that parts that this editor does
// not show are kept.
let nextKey = 0;
const entryOf = (field) => ({ key: nextKey++, field });

export class Draft {
  /** @param form the saved form, or the id and name of a new one */
  constructor(form) {
    this.replace(form);
    this.saved = JSON.stringify(this.form);
  }

  /** Replaces the document, for example by the edited JSON. */
  replace(form) {
    const { mapping = [], ...rest } = form;
    this.rest = rest;
    this.entries = mapping.map(entryOf);
  }

  get form() {
    return { ...this.rest, mapping: this.mapping };
  }

  get mapping() {
    return this.entries.map((entry) => entry.field);
  }

  get isChanged() {
    return JSON.stringify(this.form) !== this.saved;
  }

  /** Whether the destinations were changed: a preview uses the saved ones. */
  get hasOtherDestination() {
    const saved = JSON.parse(this.saved);
    return JSON.stringify([saved.destination, saved.destinations]) !== JSON.stringify([this.rest.destination, this.rest.destinations]);
  }

  add(field) {
    const entry = entryOf(field);
    this.entries = [...this.entries, entry];
    return entry.key;
  }

  edit(key, field) {
    this.entries = this.entries.map((entry) => (entry.key === key ? { key, field } : entry));
  }

  remove(key) {
    this.entries = this.entries.filter((entry) => entry.key !== key);
  }

  move(key, by) {
    const from = this.entries.findIndex((entry) => entry.key === key);
    const entries = [...this.entries];
    const [entry] = entries.splice(from, 1);
    entries.splice(Math.max(0, from + by), 0, entry);
    this.entries = entries;
  }

  /** Sets a field of the form other than its mapping; undefined removes it. */
  set(name, value) {
    this.rest = without({ ...this.rest, [name]: value });
  }
}

/** Removes undefined values. */
export const without = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

export const asList = (value) => (value == null ? [] : Array.isArray(value) ? value : [value]);

/** The short form of a list: one value as itself, none as undefined. */
export const short = (list) => (list.length > 1 ? list : list[0]);

/** The page with this form replaced, or added at the end if it was not listed. */
export function pageWith(page, form) {
  const { revision, mistakes, ...document } = page;
  const forms = document.forms ?? [];
  const at = forms.findIndex((one) => one.formId === form.formId);
  return { ...document, forms: at < 0 ? [...forms, form] : forms.map((one, i) => (i === at ? form : one)) };
}

/** The server's mistakes, sorted by entry of the mapping, destinations, and others. */
export function sortedMistakes(mistakes, page, formId) {
  const forms = page?.forms ?? [];
  const at = forms.findIndex((one) => one.formId === formId);
  const prefix = `forms[${at < 0 ? forms.length : at}].`;
  const sorted = { fields: new Map(), destination: [], others: [] };
  for (const mistake of mistakes) {
    const local = mistake.startsWith(prefix) ? mistake.slice(prefix.length) : mistake;
    const field = /^mapping\[(\d+)\]/.exec(local);
    if (field) sorted.fields.set(Number(field[1]), [...(sorted.fields.get(Number(field[1])) ?? []), local.slice(field[0].length).replace(/^\./, '')]);
    else if (/^destinations?\b/.test(local)) sorted.destination.push(local);
    else sorted.others.push(local);
  }
  return sorted;
}
