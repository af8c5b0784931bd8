// The columns of the lead log; the choice is stored in the browser.
const key = 'leadlog.columns';

export const allColumns = [
  'receivedTime', 'status', 'reason', 'errorMessage', 'pageId', 'formId', 'source', 'platform', 'createdTime', 'adId', 'organic',
  'configReference', 'leadDocReference', 'retryAt',
];

const initial = ['receivedTime', 'status', 'reason', 'pageId', 'formId', 'source', 'platform'];

export function chosenColumns() {
  const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
  return Array.isArray(kept) ? allColumns.filter((name) => kept.includes(name)) : initial;
}

export const keepColumns = (columns) => localStorage.setItem(key, JSON.stringify(columns));
