// Page documents: reading, saving with the revision that was read, and joining one's own changes with somebody else's.
import { get, put } from './api.js';
import { forget } from './store.js';

// What the API shows with a document and what is no part of it.
const shownWithIt = ['revision', 'mistakes', 'violations', 'formsOmitted', 'waiting', 'warnings', 'job'];
const mostTries = 3;

export const pagePath = (pageId) => `/pages/${encodeURIComponent(pageId)}`;

export const documentOf = (page) => Object.fromEntries(Object.entries(page).filter(([name]) => !shownWithIt.includes(name)));

/** Saves a document over the revision that it was made from. A revision that is not the latest is an ApiError 412. */
export async function savePage(document, revision) {
  const saved = await put(pagePath(document.pageId), documentOf(document), { headers: { 'If-Match': `"${revision}"` } });
  forget();
  return saved;
}

/** Changes a page as it is now. If somebody else saves it at the same moment, it is read again. */
export async function changePage(pageId, change) {
  for (let tries = 1; ; tries++) {
    const now = await get(pagePath(pageId));
    try {
      return await savePage(change(now), now.revision);
    } catch (failure) {
      if (failure.status !== 412 || tries === mostTries) throw failure;
    }
  }
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Joins what was changed here with what somebody else has saved since, field by field. Where both changed a field, the
 * value of here stays, and the field is among `conflicts`. `changed` are the fields that the other one changed.
 */
export function rebase(before, mine, theirs) {
  const merged = {};
  const changed = [];
  const conflicts = [];
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(before)])) {
    const here = !same(before[name], mine[name]);
    const there = !same(before[name], theirs[name]);
    const value = here ? mine[name] : theirs[name];
    if (value !== undefined) merged[name] = value;
    if (there) changed.push(name);
    if (here && there && !same(mine[name], theirs[name])) conflicts.push(name);
  }
  return { merged, changed, conflicts };
}
