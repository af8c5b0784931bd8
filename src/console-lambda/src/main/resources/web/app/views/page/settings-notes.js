// Notes about saving the settings: mistakes, changes of another person, warnings.
import { html, nothing } from 'lit';
import { failed } from '../../lib/view.js';
import { t, named } from '../../lib/text.js';

const list = (lines) => html`<ul>
  ${lines.map((line) => html`<li>${line}</li>`)}
</ul>`;

/** Why the settings were not saved. */
export function refusal(failure, mistakes) {
  if (!failure) return nothing;
  if (!mistakes.any) return failed(failure);
  return html`<div class="problem" role="alert" tabindex="-1">
    <p><strong>${t('settings.refused', { count: mistakes.list.length })}</strong></p>
    ${list(mistakes.lines())}
  </div>`;
}

/** The changes that another person has saved meanwhile. */
export function staleNote(stale) {
  if (!stale) return nothing;
  const theirs = (name) => JSON.stringify(stale.theirs[name], null, 2) ?? t('none');
  const line = (name) => html`${named('settings', name)}${stale.conflicts.includes(name) ? ` (${t('settings.conflict')})` : nothing}
    <details class="folded"><summary>${t('settings.theirs')}</summary><pre tabindex="0">${theirs(name)}</pre></details>`;
  return html`<div class="banner" role="alert" tabindex="-1">
    <p><strong>${t('settings.stale')}</strong> ${t('settings.staleText')}</p>
    ${list(stale.changed.map(line))}
  </div>`;
}

/** The warnings of the API about a saved document. */
export const warningNote = (warnings) =>
  warnings.length
    ? html`<div class="banner" role="status">
        <p><strong>${t('settings.warnings')}</strong></p>
        ${list(warnings)}
      </div>`
    : nothing;
