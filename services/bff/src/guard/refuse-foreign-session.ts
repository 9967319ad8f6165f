import type { IncomingHttpHeaders } from 'node:http';
import type { Claims } from '@goalixa/kit/access-token.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { bffErrors } from '../bff-errors.ts';

/**
 * Tabs share one cookie. A tab that still shows one user's rows, or sends that user's waiting writes, must not reach
 * those of whoever signed in since: it says whose it is in `Goalixa-User`. Without the header the cookie alone counts.
 * @throws AppError `session_foreign` (401); the cookie stays, as it is somebody's good session
 */
export function refuseForeignSession(headers: IncomingHttpHeaders, { userId }: Claims): void {
  const expected = headers['goalixa-user'];
  if (expected !== undefined && expected !== userId) throw new AppError(bffErrors.session_foreign);
}
