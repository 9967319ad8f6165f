/** Below this two clocks count as equal: an answer's `Date` has whole seconds and was under way. */
const tolerance = 5_000;
const key = 'goalixa-clock-skew';
let skew = Number(localStorage.getItem(key) ?? 0);

/** The one clock: a device whose own is wrong follows the server's, also while it is offline. */
export const clock = {
  /** @returns {number} ms since 1970 */
  now: () => Date.now() + skew,

  /** @returns {string} now as ISO 8601 UTC */
  iso: () => new Date(clock.now()).toISOString(),

  /**
   * Learns from an answer; one that took long, over a laptop's sleep for example, teaches nothing.
   * @param {string | null} date its `Date` header
   * @param {number} sentAt when it was asked for, by this device's clock
   */
  learn(date, sentAt) {
    const seen = Date.parse(date ?? '') - Date.now();
    if (Number.isNaN(seen) || Math.abs(Date.now() - sentAt) > tolerance) return;
    const next = Math.abs(seen) > tolerance ? seen : 0;
    if (Math.abs(next - skew) <= tolerance) return;
    skew = next;
    localStorage.setItem(key, String(skew));
  },
};
