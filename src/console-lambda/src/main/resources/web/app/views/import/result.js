// The result of an import: counts, warnings and rejected rows.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { number } from '../../lib/format.js';
import { csv, download } from '../../lib/file.js';

// The maximum number of rejected rows in the table; the download contains all that the API returns.
const shownRows = 100;

export const result = (found, { title, file, actions }) => html`<section class="card" role="status" aria-labelledby="import-result">
  <h2 id="import-result">${title}</h2>
  <dl class="figures start">
    ${figure('accepted', found.accepted)} ${figure('duplicates', found.duplicates)} ${figure('filled', found.filled)}
    ${figure('rejected', found.rejectedCount)}
  </dl>
  ${warnings(found.warnings)} ${found.rejected?.length ? rejected(found, file) : nothing}
  <div class="actions">${actions}</div>
</section>`;

const figure = (name, value) => html`<div>
  <dt>${t(`importing.${name}`)}</dt>
  <dd>${number(value)}</dd>
</div>`;

const warnings = (list) =>
  list?.length
    ? html`<div class="banner">
        <p><strong>${t('importing.warnings', { count: list.length })}</strong></p>
        <ul>${list.map((line) => html`<li>${line}</li>`)}</ul>
      </div>`
    : nothing;

function rejected(found, file) {
  const save = () => {
    const rows = found.rejected.map((row) => [row.line, row.column, row.why]);
    const table = csv(['Line', 'Column', 'Reason'], rows);
    download(`${file.name.replace(/\.\w+$/, '')}.rejected.csv`, new Blob([table], { type: 'text/csv' }));
  };
  const rows = found.rejected.slice(0, shownRows);
  return html`<div class="row spread">
      <h3 id="import-rejected">${t('importing.rejectedRows')}</h3>
      <button class="small" @click=${save}>${t('importing.download')}</button>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="import-rejected">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">${t('importing.line')}</th><th scope="col">${t('importing.column')}</th>
            <th scope="col">${t('field.reason')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => html`<tr><td class="number">${row.line}</td><td>${row.column ?? t('none')}</td><td class="long">${row.why}</td></tr>`)}
        </tbody>
      </table>
    </div>
    ${found.rejectedCount > rows.length ? html`<p class="hint">${t('importing.moreRows', { shown: rows.length, count: found.rejectedCount })}</p>` : nothing}`;
}
