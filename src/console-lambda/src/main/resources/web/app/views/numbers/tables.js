// The statistics as tables: one row per day, and shares with a bar in each row.
import { html } from 'lit';
import { t, named } from '../../lib/text.js';
import { number, percent } from '../../lib/format.js';
import { statuses, dayName } from './day-bars.js';

// The API does not count more Pending leads than this.
const uncounted = 10_000;

const counted = (count) => (count == null ? t('moreThan', { count: number(uncounted) }) : number(count));

/** The table of the chart by day, newest first. */
export const days = (byDay) => html`<details class="folded">
  <summary>${t('numbers.table')}</summary>
  <div class="scroll tall" tabindex="0" role="region" aria-label=${t('numbers.dayTable')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('numbers.day')}</th>
          ${statuses.map((status) => html`<th scope="col" class="number">${named('status', status)}</th>`)}
          <th scope="col" class="number">${t('numbers.total')}</th><th scope="col" class="number">${t('numbers.conversion')}</th>
        </tr>
      </thead>
      <tbody>
        ${[...byDay].reverse().map(
          (day) => html`<tr>
            <th scope="row">${dayName(day.day)}</th>
            ${statuses.map((status) => html`<td class="number">${counted(day.byStatus[status])}</td>`)}
            <td class="number">${counted(day.total)}</td><td class="number">${percent(day.conversion)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>
</details>`;

/** Counts by name, each with its share as a number and as a bar. */
export function shares(id, title, counts, nameOf) {
  const entries = Object.entries(counts ?? {}).sort(([, one], [, other]) => (other ?? Infinity) - (one ?? Infinity));
  const total = entries.reduce((sum, [, count]) => sum + (count ?? uncounted), 0);
  const most = Math.max(...entries.map(([, count]) => count ?? uncounted), 1);
  return html`<section class="card" aria-labelledby="shares-${id}">
    <h2 id="shares-${id}">${title}</h2>
    <table class="shares">
      <thead>
        <tr>
          <th scope="col">${t(`field.${id}`)}</th><th scope="col" class="number">${t('attention.leads')}</th>
          <th scope="col" class="number">${t('numbers.share')}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ([name, count]) => html`<tr>
            <th scope="row">${nameOf(name)}${bar(id === 'status' ? name : 'share', (count ?? uncounted) / most)}</th>
            <td class="number">${counted(count)}</td><td class="number">${total ? percent((count ?? uncounted) / total) : t('none')}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** The bar shows the number of its row. */
const bar = (name, share) => html`<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
  <rect class="track" width="100" height="6"></rect>
  <rect class="fill-${name}" width=${share * 100} height="6"></rect>
</svg>`;
