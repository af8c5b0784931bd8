// Statistics of a range of days: by day and status, by source and platform, share processed, time to processed.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { get } from '../lib/api.js';
import { href, go } from '../lib/router.js';
import { t, named } from '../lib/text.js';
import { number, percent, duration } from '../lib/format.js';
import { heading, option } from '../parts/pieces.js';
import { field } from '../parts/field.js';
import { rangeOf, usualDays, ranges, ownZone, zones } from './numbers/range.js';
import { days, shares } from './numbers/tables.js';
import './numbers/day-bars.js';

const everyMillis = 60_000;

class NumbersView extends View {
  static properties = { query: {} };

  constructor() {
    super();
    this.customDates = false;
    this.stats = new Loaded(this, async () => {
      const { range } = this;
      return { range, found: await get('/stats', { from: range.from, to: range.before, zone: range.zone }) };
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.every(everyMillis, () => this.stats.load());
  }

  willUpdate(changed) {
    if (!changed.has('query')) return;
    this.customDates = !this.range.days;
    this.stats.load();
  }

  get range() {
    return rangeOf(new URLSearchParams(this.query));
  }

  /** The URL contains only what differs from the default: 30 days in the browser's time zone. */
  show({ days, from, to, zone }) {
    go(href('numbers', [], { days: days === usualDays ? '' : days, from, to, zone: zone === ownZone ? '' : zone }));
  }

  chooseDays(value) {
    const { zone } = this.range;
    if (value) return this.show({ days: Number(value), zone });
    this.customDates = true;
    return this.requestUpdate();
  }

  chooseDates(event) {
    event.preventDefault();
    const { from, to } = Object.fromEntries(new FormData(event.target));
    this.show({ from, to, zone: this.range.zone });
  }

  chooseZone(zone) {
    const { days, from, to } = this.range;
    this.show(days ? { days, zone } : { from, to, zone });
  }

  render() {
    return html`${heading(t('numbers.title'), html`<button @click=${() => this.stats.load()}>${t('refresh')}</button>`)} ${this.controls()}
    ${this.stats.render(({ found, range }) => this.content(found, range))}`;
  }

  controls() {
    const { range } = this;
    const chosen = this.customDates ? '' : String(range.days);
    return html`<form class="filters" aria-label=${t('numbers.range')} @submit=${(event) => this.chooseDates(event)}>
      ${field(
        'numbers-days',
        { label: t('numbers.period') },
        html`<select id="numbers-days" .value=${chosen} @change=${(event) => this.chooseDays(event.target.value)}>
          ${ranges.map((count) => option(String(count), t('numbers.lastDays', { count }), chosen))} ${option('', t('numbers.custom'), chosen)}
        </select>`,
      )}
      ${this.customDates ? this.dates(range) : nothing}
      ${field(
        'numbers-zone',
        { label: t('numbers.zone') },
        html`<select id="numbers-zone" .value=${range.zone} @change=${(event) => this.chooseZone(event.target.value)}>
          ${zones(range.zone).map((zone) => option(zone, zone === ownZone ? t('numbers.ownZone', { zone }) : zone, range.zone))}
        </select>`,
      )}
    </form>`;
  }

  dates(range) {
    const day = (id, name, label, value) => html`<div class="field">
      <label for=${id}>${label}</label><input id=${id} name=${name} type="date" required .value=${value} />
    </div>`;
    return html`${day('numbers-from', 'from', t('numbers.from'), range.from)} ${day('numbers-to', 'to', t('numbers.to'), range.to)}
      <button>${t('numbers.show')}</button>`;
  }

  content(found, range) {
    const { byStatus, secondsToProcessed: taken } = found;
    const figure = (label, value, hint) => html`<div><dt>${label}</dt><dd>${value}</dd>${hint ? html`<dd class="hint">${hint}</dd>` : nothing}</div>`;
    return html`<section class="card" aria-label=${t('numbers.summary')}>
        <dl class="figures start">
          ${figure(t('numbers.total'), number(found.total), t('numbers.totalHint'))} ${figure(t('numbers.conversion'), percent(found.conversion), t('numbers.conversionHint'))}
          ${figure(t('numbers.taken'), duration(taken?.average), taken?.leads ? t('numbers.takenHint', { count: taken.leads }) : t('numbers.takenNone'))}
        </dl>
      </section>
      <section class="card" aria-labelledby="numbers-days-title">
        <h2 id="numbers-days-title">${t('numbers.byDay')}</h2>
        ${found.total
          ? html`<day-bars .days=${found.byDay} .zone=${range.zone}></day-bars>${days(found.byDay)}`
          : html`<p>${t('numbers.none')}</p>`}
      </section>
      <div class="charts">
        ${shares('status', t('numbers.byStatus'), byStatus, (name) => named('status', name))}
        ${shares('source', t('numbers.bySource'), found.bySource, (name) => named('source', name))}
        ${shares('platform', t('numbers.byPlatform'), found.byPlatform, (name) => named('numbers.platform', name))}
      </div>`;
  }
}
customElements.define('numbers-view', NumbersView);
