// Page documents: reading, saving with the revision that was read, and merging with the changes of another person.
import { get, put } from './api.js';
import { forget } from './store.js';

// Fields that the API returns with a document and that are not part of it.
const shownWithIt = ['revision', 'mistakes', 'formsOmitted', 'waiting', 'warnings', 'job'];
const mostTries = 3;

export const pagePath = (pageId) => `/pages/${encodeURIComponent(pageId)}`;

export const documentOf = (page) => Object.fromEntries(Object.entries(page).filter(([name]) => !shownWithIt.includes(name)));

/** Saves a document that is based on a revision. If that is not the latest one, it throws an ApiError 412. */
export async function savePage(document, revision) {
  const saved = await put(pagePath(document.pageId), documentOf(document), { headers: { 'If-Match': `"${revision}"` } });
  forget();
  return saved;
}

/** Changes the current page. If another person saves it at the same time, it is read and changed again. */
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
 * Merges the own changes with those that another person has saved meanwhile, field by field. If both changed a field, the
 * own value is kept, and the field is in `conflicts`. `changed` lists the fields that the other person changed.
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
