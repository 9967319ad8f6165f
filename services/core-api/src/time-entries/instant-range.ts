import { AppError } from '@goalixa/kit/app-error.ts';
import { coreErrors } from '../core-errors.ts';

/** How far a client's clock may run ahead of ours. */
const aheadMs = 60_000;

/**
 * Refuses an instant that a right clock would not give.
 * @param now our clock, ISO 8601; told to the caller, so that it can correct itself
 * @param backMs how far back it may lie
 * @throws AppError `instant_out_of_range` (422)
 */
export function requireNear(instant: string, pointer: string, now: string, backMs = Infinity): void {
  const ahead = Date.parse(instant) - Date.parse(now);
  if (ahead <= aheadMs && ahead >= -backMs) return;
  const message = ahead > 0 ? 'Lies more than 60 s in the future' : 'Lies more than 30 days in the past';
  throw new AppError(coreErrors.instant_out_of_range, {
    detail: message,
    errors: [{ pointer, message }],
    extra: { serverTime: now },
  });
}
