/** From this instant (ms since 1970) on, local wall time = instant + `offset` (ms). */
export interface OffsetSpan {
  readonly from: number;
  readonly offset: number;
}

interface ZoneCache {
  readonly format: Intl.DateTimeFormat;
  readonly days: Map<number, readonly OffsetSpan[]>;
  /** The last offset read, at the end of a day: days are mostly walked onwards, and reading is what costs. */
  boundary: { readonly at: number; readonly offset: number } | null;
}

const dayMs = 86_400_000;
// Bounds memory against callers who name many zones or far-apart days; reached by no honest user.
const maxZones = 64;
const maxDaysPerZone = 20_000;
const zones = new Map<string, ZoneCache>();

/**
 * The offsets of a zone within one UTC day: one span, or two where the zone changes that day.
 * @param utcDay days since 1970-01-01, UTC
 * @throws RangeError when the zone is unknown to `Intl`
 */
export function offsetsOfUtcDay(timeZone: string, utcDay: number): readonly OffsetSpan[] {
  const cache = zoneCache(timeZone);
  const known = cache.days.get(utcDay);
  if (known) return known;
  if (cache.days.size >= maxDaysPerZone) cache.days.clear();
  const spans = findSpans(cache, utcDay * dayMs, (utcDay + 1) * dayMs);
  cache.days.set(utcDay, spans);
  return spans;
}

/** The UTC offset (ms) in force at an instant. */
export function offsetAt(timeZone: string, instant: number): number {
  const [first, second] = offsetsOfUtcDay(timeZone, Math.floor(instant / dayMs));
  return second && instant >= second.from ? second.offset : (first?.offset ?? 0);
}

function zoneCache(timeZone: string): ZoneCache {
  const known = zones.get(timeZone);
  if (known) return known;
  if (zones.size >= maxZones) zones.clear();
  const cache: ZoneCache = {
    format: new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
    days: new Map(),
    boundary: null,
  };
  zones.set(timeZone, cache);
  return cache;
}

function findSpans(cache: ZoneCache, from: number, to: number): readonly OffsetSpan[] {
  const { format, boundary } = cache;
  const first = boundary?.at === from ? boundary.offset : readOffset(format, from);
  const last = readOffset(format, to);
  cache.boundary = { at: to, offset: last };
  if (first === last) return [{ from, offset: first }];
  // Zones change on whole seconds.
  let before = from / 1000;
  let after = to / 1000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (readOffset(format, middle * 1000) === first) before = middle;
    else after = middle;
  }
  const spans = [
    { from, offset: first },
    { from: after * 1000, offset: last },
  ];
  return spans.filter((span) => span.from < to);
}

function readOffset(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
