// Data that several views need, such as the configured pages; cached in memory for a minute.
import { get } from './api.js';

const keptMillis = 60_000;
const kept = new Map();

function cached(key, load, millis = keptMillis) {
  const entry = kept.get(key);
  if (entry && Date.now() - entry.at < millis) return entry.value;
  const value = load().catch((failure) => {
    kept.delete(key);
    throw failure;
  });
  kept.set(key, { at: Date.now(), value });
  return value;
}

/** The documents of all configured pages. */
export const pages = () => cached('pages', async () => (await get('/pages')).items);

/** The leads that need attention: at most one call a minute, unless something was changed. */
export const attention = () => cached('attention', () => get('/attention'));

export const health = () => cached('health', () => get('/health'));

/** Formatting functions, validators and destination types with their arguments; they change only with a release. */
export const catalogue = () => cached('catalogue', () => get('/mapping-functions'), Infinity);

/** Removes stale entries from the cache; without names, everything except the catalogue. */
export function forget(...names) {
  for (const name of names.length ? names : ['pages', 'attention', 'health']) kept.delete(name);
}

/** Returns a function from an id to the name of a configured page or form; without a name it returns the id. */
export async function names() {
  const found = new Map();
  for (const page of await pages().catch(() => [])) {
    if (page.pageName) found.set(page.pageId, page.pageName);
    for (const form of page.forms ?? []) if (form.formName) found.set(form.formId, form.formName);
  }
  return (id) => found.get(id) ?? id ?? '';
}
