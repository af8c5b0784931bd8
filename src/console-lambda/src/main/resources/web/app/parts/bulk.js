// Actions on many leads: a dry run for the count, then a job with its progress.
import { html, render, nothing } from 'lit';
import { post } from '../lib/api.js';
import { t } from '../lib/text.js';
import { ask, askUntilSent } from './dialog.js';
import { noteField } from './pieces.js';
import { attempt, done } from './toast.js';
import './job.js';

// Where the request of each action is sent, the word of its button, and the fields of its dialog, which are sent too.
const actions = {
  process: {
    path: '/lead-logs/process',
    button: 'leads.process',
    fields: (before) => html`<label class="check"><input type="checkbox" name="refetch" ?checked=${before.refetch} /> ${t('bulk.refetch')}</label>`,
    given: ({ refetch }) => (refetch ? { refetch: true } : {}),
  },
  retry: { path: '/lead-logs/retry', button: 'leads.retry' },
  loss: {
    path: '/lead-logs/loss',
    button: 'leads.loss',
    danger: true,
    fields: (before) => html`<p>${t('bulk.loss.text')}</p>
      ${noteField(before)}`,
    given: ({ note }) => ({ note }),
  },
  export: { path: '/exports', button: 'leads.export' },
};

/**
 * Counts the leads, asks for confirmation and starts the job. Either `filter` or `leadgenIds` selects the leads.
 * Resolves to true if the job was started.
 */
export async function begin(view, name, { filter, leadgenIds }, words = '') {
  const action = actions[name];
  const which = filter ? { filter } : { leadgenIds };
  const count = await attempt(() => post(action.path, { ...which, dryRun: true }));
  if (!count) return false;
  if (count.complete !== false && count.matched === count.refused) {
    await ask({ title: t(`bulk.${name}.title`), body: html`<p>${t(`bulk.${name}.none`)}</p>`, action: t('close'), cancel: null });
    return false;
  }
  const begun = await askUntilSent(
    (before) => ({
      title: t(`bulk.${name}.title`),
      body: html`<p>${t(`bulk.${name}.matched`, { count: count.matched - count.refused })} ${words}</p>
        ${count.refused ? html`<p>${t('bulk.refused', { count: count.refused })}</p>` : nothing}
        ${count.complete === false ? html`<p>${t('bulk.more')}</p>` : nothing}
        ${action.fields ? action.fields(before) : nothing}`,
      action: t(action.button),
      danger: action.danger,
    }),
    (given) => post(action.path, { ...which, ...(action.given ? action.given(given) : {}) }),
  );
  if (!begun) return false;
  done(t('bulk.begun'));
  showJob(view, begun.job, begun.refused);
  return true;
}

/** Shows the progress of a job in the view's `.job-place`. `refused` are leads that were refused when it was started. */
export function showJob(view, job, refused = []) {
  const place = view.querySelector('.job-place');
  if (!place) return;
  render(html`<job-progress .job=${job} .refusedBefore=${refused}></job-progress>`, place);
  place.scrollIntoView({ block: 'center' });
}
