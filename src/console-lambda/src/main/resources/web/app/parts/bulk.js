// What is done to many leads: first the count, by a dry run, then a job with its progress.
import { html, render, nothing } from 'lit';
import { post } from '../lib/api.js';
import { t } from '../lib/text.js';
import { ask } from './dialog.js';
import { attempt } from './toast.js';
import './job.js';

/**
 * Asks how many leads that would be, confirms, and begins the job. Either `filter` or `leadgenIds` says which leads.
 * Resolves to true once it has begun.
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

/** Shows a job's progress at the view's place for it. */
export function showJob(view, job) {
  const place = view.querySelector('.job-place');
  if (place) render(html`<job-progress .job=${job}></job-progress>`, place);
}
