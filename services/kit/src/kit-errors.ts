import { errorTable } from './app-error.ts';

/** Codes that every service shares; a service's own table stands beside it. */
export const kitErrors = errorTable({
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This path does not take that method' },
  input_invalid: { status: 422, title: 'Some of the input is not valid' },
  json_malformed: { status: 400, title: 'The body is not valid JSON' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The body must be application/json' },
  token_invalid: { status: 401, title: 'Sign in first' },
  csrf_rejected: { status: 403, title: 'The request does not come from this site' },
  idempotency_key_missing: { status: 400, title: 'The header Idempotency-Key (a UUID) is required' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used for another request' },
  idempotency_in_flight: {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
  },
  if_match_missing: { status: 428, title: 'The header If-Match ("<version>") is required' },
  if_match_invalid: { status: 400, title: 'The header If-Match is not a quoted version' },
  version_conflict: { status: 412, title: 'The row has changed since the version in If-Match' },
  busy: { status: 503, title: 'Too much to do right now: try again shortly' },
  database_unavailable: { status: 503, title: 'The database does not answer: try again shortly' },
  dependency_unavailable: {
    status: 503,
    title: 'A service this one needs does not answer: try again shortly',
  },
  internal: { status: 500, title: 'Something went wrong on our side', report: true },
});
