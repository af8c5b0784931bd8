// Actions on many leads: a dry run for the count, then a job with its progress.
import { html, render, nothing } from 'lit';
import { post } from '../lib/api.js';
import { t } from '../lib/text.js';
import { ask } from './dialog.js';
import { attempt } from './toast.js';
import './job.js';

/**
 * Counts the leads, asks for confirmation and starts the job. Either `filter` or `leadgenIds` selects the leads.
 * Resolves to true if the job was started.
 */
export async function begin(view, { path, filter, leadgenIds, words, more = {} }) {
  const which = filter ? { filter } : { leadgenIds };
  const count = await attempt(() => post(path, { ...which, dryRun: true }));
  if (!count) return false;
  const retries = path.endsWith('/retry');
  const answer = await ask({
    title: t(retries ? 'bulk.retryTitle' : 'bulk.processTitle'),
    body: html`<p>${t('bulk.matched', { count: count.matched - refusedOf(count), what: words ?? '' })}</p>
      ${refusedOf(count) ? html`<p>${t('bulk.refused', { count: refusedOf(count) })}</p>` : nothing}
      ${retries ? nothing : html`<label class="check"><input type="checkbox" name="refetch" /> ${t('bulk.refetch')}</label>`}`,
    action: t(retries ? 'leads.retry' : 'leads.process'),
  });
  if (!answer) return false;
  const begun = await attempt(() => post(path, { ...which, ...more, ...(answer.refetch ? { refetch: true } : {}) }), t('bulk.begun'));
  if (begun?.job) showJob(view, begun.job);
  return Boolean(begun);
}

const refusedOf = (count) => (Array.isArray(count.refused) ? count.refused.length : (count.refused ?? 0));

/** Shows the progress of a job in the view's `.job-place`. */
export function showJob(view, job) {
  const place = view.querySelector('.job-place');
  if (place) render(html`<job-progress .job=${job}></job-progress>`, place);
}
