// The range of the statistics in the URL: ?days=7, or ?from=2026-11-01&to=2026-11-30, and &zone=.
export const usualDays = 30;
export const ranges = [7, 30, 90];
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Adds days to a date without a time. */
function later(date, days) {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function today(zone) {
  return new Date().toLocaleDateString('en-CA', { timeZone: zone });
}

const isZone = (zone) => {
  try {
    return Boolean(Intl.DateTimeFormat(undefined, { timeZone: zone }));
  } catch {
    return false;
  }
};

/** The first and the last day, and the exclusive end for the API. `days` is 0 for chosen dates. */
export function rangeOf(query) {
  const zone = isZone(query.get('zone') || ownZone) ? query.get('zone') || ownZone : ownZone;
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  if (day.test(from) && day.test(to)) return { days: 0, from, to, before: later(to, 1), zone };
  const days = ranges.includes(Number(query.get('days'))) ? Number(query.get('days')) : usualDays;
  const last = today(zone);
  return { days, from: later(last, 1 - days), to: last, before: later(last, 1), zone };
}

/** The time zones to choose from: the browser's first, and the chosen one even if the browser does not list it. */
export const zones = (chosen) => [...new Set([ownZone, 'UTC', chosen, ...Intl.supportedValuesOf('timeZone')])];
