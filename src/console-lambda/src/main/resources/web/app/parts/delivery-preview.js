// The delivery preview of a lead: each field with its value or its problems.
import { html, nothing } from 'lit';
import { t } from '../lib/text.js';
import { problemList } from './problems.js';

const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** One table per destination. */
export const deliveryPreview = (preview) =>
  preview.destinations?.length
    ? preview.destinations.map((one) => html`<h4 dir="auto">${one.name}</h4>${table(one)}`)
    : table(preview);

function table(preview) {
  const wrong = (field) => preview.problems.filter((problem) => problem.field === field);
  const noted = (field) => (preview.toleratedProblems ?? []).filter((problem) => problem.field === field);
  const others = preview.problems.filter((problem) => !preview.traces.some((trace) => trace.leadField === problem.field));
  return html`<dl class="preview">
      ${preview.traces.map((trace) => {
        const problems = [...wrong(trace.leadField), ...noted(trace.leadField)];
        const value = preview.fields[trace.leadField];
        return html`<div class=${problems.length ? 'wrong' : ''}>
          <dt><code>${trace.leadField}</code></dt>
          <dd>
            ${value === undefined ? html`<span class="hint">${t('preview.noValue')}</span>` : html`<span class="value" dir="auto">${shown(value)}</span>`}
            ${trace.byDefault && value !== undefined ? html`<span class="hint">${t('preview.byDefault')}</span>` : nothing}
            ${path(trace)} ${problemList(problems)}
          </dd>
        </div>`;
      })}
    </dl>
    ${problemList(others)}
    ${preview.unfilled?.length ? html`<p class="warning"><strong>${t('preview.unfilled')}</strong> ${preview.unfilled.join(', ')}</p>` : nothing}
    ${preview.unused?.length ? html`<p class="hint">${t('preview.unused')} ${preview.unused.join(', ')}</p>` : nothing}`;
}

const same = (list, value) => JSON.stringify(list) === JSON.stringify([].concat(value));

/** The steps from the answer to the value; nothing if no formatting function changed it. */
function path(trace) {
  const unchanged = trace.value !== null && same(trace.answers, trace.value) && trace.steps.every((step) => same(step.values, trace.value));
  if (!trace.steps?.length || unchanged) return nothing;
  const list = (values) => (values ? values.map(shown).join(', ') || t('preview.noValue') : t('preview.failed'));
  return html`<p class="path hint">
    <bdi>${list(trace.answers)}</bdi> ${trace.steps.map((step) => html`→ ${step.step}: <bdi>${list(step.values)}</bdi> `)}
  </p>`;
}

/** Whether the previewed lead can be delivered. */
export const isDeliverable = (preview) => [preview, ...(preview.destinations ?? [])].every((part) => !part.problems.length);
