// What several views need: the configured pages, and the catalogue of functions. Kept in memory, for a minute.
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

/** What waits for a person: at most one call a minute, unless something has just been changed. */
export const attention = () => cached('attention', () => get('/attention'));

export const health = () => cached('health', () => get('/health'));

/** Formatting functions, validators and destination types with their arguments; they change only with a release. */
export const catalogue = () => cached('catalogue', () => get('/mapping-functions'), Infinity);

/** Forgets what a change has made stale; without names, everything but the catalogue. */
export function forget(...names) {
  for (const name of names.length ? names : ['pages', 'attention', 'health']) kept.delete(name);
}

/** Names of pages and forms, for those that are configured; an id where there is no name. */
export async function names() {
  const found = new Map();
  for (const page of await pages().catch(() => [])) {
    if (page.pageName) found.set(page.pageId, page.pageName);
    for (const form of page.forms ?? []) if (form.formName) found.set(form.formId, form.formName);
  }
  return (id) => found.get(id) ?? id ?? '';
}
