/**
 * How long something has lasted, for a running clock: `0:07:05`.
 * @param {number} ms negative counts as 0: two clocks may disagree a little
 */
export function clockText(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1_000)) || 0;
  const [minute, second] = [Math.floor(seconds / 60) % 60, seconds % 60];
  return `${Math.floor(seconds / 3_600)}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`;
}

/**
 * A sum of time: `0 min`, `45 s`, `12 min`, `3 h 05 min`.
 * @param {number} seconds
 */
export function durationText(seconds) {
  if (seconds > 0 && seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/**
 * A calendar day in the reader's language.
 * @param {string} day `YYYY-MM-DD`
 * @param {Intl.DateTimeFormatOptions} options
 */
export function dayText(day, options) {
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(Date.parse(day));
}
