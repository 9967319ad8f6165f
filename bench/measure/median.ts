/** The middle value; of an even number the upper one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('No values to take the median of.');
  return middle;
}

/** Median, least and greatest of the rounds, rounded to three digits behind the point. */
export function spread(values: readonly number[]): { median: number; min: number; max: number } {
  const round = (value: number): number => Math.round(value * 1_000) / 1_000;
  return { median: round(median(values)), min: round(Math.min(...values)), max: round(Math.max(...values)) };
}
