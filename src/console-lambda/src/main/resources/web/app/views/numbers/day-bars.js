// Leads by day and status as stacked bars. The chart is drawn in the available pixels, so that its text is not scaled.
import { html, svg, nothing } from 'lit';
import { View } from '../../lib/view.js';
import { t, named } from '../../lib/text.js';
import { number } from '../../lib/format.js';

export const statuses = ['Processed', 'Pending', 'Unconfigured', 'Disabled', 'Error', 'Loss'];

const height = 260;
const edge = { top: 12, right: 8, bottom: 28, left: 44 };
const labelWidth = 64;

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
export const dayName = (day) => dayFormat.format(new Date(`${day}T00:00:00Z`));

/** The smallest round number that is at least the value: 1, 2, 3, 4, 5, 6, 8, 10, 20, … */
function niceMost(value) {
  const size = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * size).find((most) => most >= value);
}

class DayBars extends View {
  static properties = { days: {}, zone: {}, width: { type: Number } };

  constructor() {
    super();
    this.width = 0;
  }

  firstUpdated() {
    const observer = new ResizeObserver(([entry]) => (this.width = Math.floor(entry.contentRect.width)));
    observer.observe(this);
    this.life.signal.addEventListener('abort', () => observer.disconnect());
  }

  render() {
    const shown = statuses.filter((status) => this.days.some((day) => day.byStatus[status]));
    return html`<ul class="legend">
        ${shown.map((status) => html`<li><span class="swatch fill-${status}"></span>${named('status', status)}</li>`)}
      </ul>
      ${this.width ? this.chart() : html`<div class="chart-place"></div>`}`;
  }

  chart() {
    const { width, days } = this;
    const most = niceMost(Math.max(...days.map((day) => day.total ?? 0)));
    const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
    const step = inner.width / days.length;
    const y = (count) => edge.top + inner.height * (1 - count / most);
    return html`<svg class="chart" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="day-bars-title day-bars-text">
      <title id="day-bars-title">${t('numbers.byDay')}</title>
      <desc id="day-bars-text">${this.description()}</desc>
      ${[0, most / 2, most].filter(Number.isInteger).map(
        (count) => svg`<line class="grid" x1=${edge.left} x2=${width - edge.right} y1=${y(count)} y2=${y(count)}></line>
          <text x=${edge.left - 8} y=${y(count) + 4} text-anchor="end">${number(count)}</text>`,
      )}
      ${days.map((day, index) => this.bar(day, edge.left + index * step, step, y))}
      ${labels(days, inner.width).map(
        (index) => svg`<text x=${Math.min(edge.left + (index + 0.5) * step, width - labelWidth / 2)} y=${height - 8} text-anchor="middle">${dayName(days[index].day)}</text>`,
      )}
    </svg>`;
  }

  bar(day, x, step, y) {
    const gap = step > 6 ? Math.min(step * 0.2, 12) : 1;
    let below = 0;
    const parts = statuses.map((status) => {
      const count = day.byStatus[status] ?? 0;
      if (!count) return nothing;
      const [bottom, top] = [y(below), y(below + count)];
      below += count;
      return svg`<rect class="fill-${status}" x=${x + gap / 2} y=${top} width=${Math.max(step - gap, 1)} height=${Math.max(bottom - top - 1, 1)}></rect>`;
    });
    return svg`<g>
      <title>${words(day)}</title>
      <rect class="hit" x=${x} y=${edge.top} width=${step} height=${height - edge.top - edge.bottom}></rect>
      ${parts}
    </g>`;
  }

  description() {
    const { days } = this;
    const busiest = days.reduce((most, day) => ((day.total ?? 0) > (most.total ?? 0) ? day : most));
    const count = days.reduce((sum, day) => sum + (day.total ?? 0), 0);
    return t('numbers.dayText', { from: dayName(days[0].day), to: dayName(days.at(-1).day), zone: this.zone, count, day: dayName(busiest.day), most: busiest.total ?? 0 });
  }
}

const words = (day) =>
  `${dayName(day.day)}: ${t('leads.count', { count: day.total ?? 0 })}\n${statuses
    .filter((status) => day.byStatus[status])
    .map((status) => `${named('status', status)}: ${number(day.byStatus[status])}`)
    .join('\n')}`;

/** The days that get a label: as many as fit, including the last one. */
function labels(days, width) {
  const every = Math.ceil(days.length / Math.max(Math.floor(width / labelWidth), 1));
  const first = (days.length - 1) % every;
  return days.map((_, index) => index).filter((index) => index % every === first);
}
customElements.define('day-bars', DayBars);
