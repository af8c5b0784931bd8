// Texts are looked up here and nowhere else. A second language is a second file beside texts/en.js.
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

/** The text of a key that the server's data names, or that data as it is when nobody has written a text for it. */
export function named(group, name) {
  const text = find(group)?.[name];
  return typeof text === 'string' ? text : String(name ?? '');
}

function format(value) {
  return typeof value === 'number' ? new Intl.NumberFormat().format(value) : String(value);
}
