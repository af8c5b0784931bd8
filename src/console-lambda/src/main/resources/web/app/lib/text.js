// The only place that looks up texts. Another language is another file in texts/.
import { en } from '../texts/en.js';

const texts = en;

function find(key) {
  return key.split('.').reduce((part, name) => (part == null ? part : part[name]), texts);
}

/** The text of a key, with its {names} replaced. A text that depends on a number is an object with `one` and `other`. */
export function t(key, values = {}) {
  let text = find(key);
  if (text && typeof text === 'object' && 'other' in text) {
    const form = new Intl.PluralRules(document.documentElement.lang || 'en').select(Number(values.count));
    text = text[form] ?? text.other;
  }
  if (typeof text !== 'string') return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? format(values[name]) : whole));
}

/** The text for a name that the server sends; the name itself if there is no text. */
export function named(group, name) {
  const text = find(group)?.[name];
  return typeof text === 'string' ? text : String(name ?? '');
}

/** All names of a group, in the order of the texts. */
export const namesIn = (group) => Object.keys(find(group) ?? {});

function format(value) {
  return typeof value === 'number' ? new Intl.NumberFormat().format(value) : String(value);
}
