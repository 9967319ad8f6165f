import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type pg from 'pg';
import { AppError } from './app-error.ts';
import { kitErrors } from './kit-errors.ts';

/** What was, or will be, answered; `body` is JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface IdempotentRequest {
  readonly userId: string;
  /** Method and path. */
  readonly route: string;
  readonly key: string;
  /** `bodyHash(req.body)`. */
  readonly bodyHash: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws AppError `idempotency_key_missing` (400) when the header is absent or no UUID */
export function idempotencyKeyOf(req: Request): string {
  const key = req.headers['idempotency-key'];
  if (typeof key !== 'string' || !uuid.test(key)) throw new AppError(kitErrors.idempotency_key_missing);
  return key.toLowerCase();
}

/** The same for the same JSON, whatever its spelling was on the wire: the order of members does not count. */
export function bodyHash(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null, sortedMembers))
    .digest('base64url');
}

function sortedMembers(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Runs `effect` at most once per (user, key), inside the caller's transaction: the key's row and the effect are
 * committed together. A repetition gets the stored answer. An expected refusal (4xx) is stored as well, without the
 * effect; 401, 429 and 5xx are not.
 *
 * Needs the table `idempotency_keys (user_id, key, route, body_hash, status, body jsonb, created_at)` with primary
 * key (user_id, key).
 * @throws AppError `idempotency_mismatch` (422), `idempotency_in_flight` (409)
 */
export async function runIdempotent(
  client: pg.ClientBase,
  request: IdempotentRequest,
  effect: () => Promise<Answer>,
): Promise<Answer> {
  const stored = await claim(client, request);
  if (stored) return stored;
  await client.query('savepoint effect');
  let answer: Answer;
  try {
    answer = await effect();
  } catch (error) {
    if (!(error instanceof AppError) || !isStored(error.kind.status)) throw error;
    await client.query('rollback to savepoint effect');
    answer = { status: error.kind.status, body: { refused: error.kind, details: storable(error) } };
  }
  await remember(client, request, answer);
  return answer;
}

/** Throws the refusal that an answer holds, so that first and repeated callers get the same problem document. */
export function throwRefusal(answer: Answer): Answer {
  const body = answer.body as { refused?: AppError['kind']; details?: AppError['details'] } | null;
  if (answer.status >= 400 && body?.refused) throw new AppError(body.refused, body.details);
  return answer;
}

function storable({ details }: AppError): AppError['details'] {
  const { cause: _cause, ...rest } = details;
  return rest;
}

const isStored = (status: number) => status < 500 && status !== 401 && status !== 429;

interface StoredRow {
  readonly locked: boolean;
  readonly route: string | null;
  readonly body_hash: string | null;
  readonly status: number | null;
  readonly body: unknown;
}

/** Takes the key for this transaction, or finds what it was answered before. */
async function claim(client: pg.ClientBase, request: IdempotentRequest): Promise<Answer | null> {
  // The lock comes before the look: one statement would read with a snapshot from before the lock.
  const { rows: locks } = await client.query<{ locked: boolean }>({
    name: 'idempotency-lock',
    text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked',
    values: [`${request.userId}/${request.key}`],
  });
  if (!locks[0]?.locked) {
    throw new AppError(kitErrors.idempotency_in_flight, { headers: { 'Retry-After': '1' } });
  }
  const { rows } = await client.query<StoredRow>({
    name: 'idempotency-find',
    text: 'select route, body_hash, status, body from idempotency_keys where user_id = $1 and key = $2',
    values: [request.userId, request.key],
  });
  const [row] = rows;
  if (!row) return null;
  if (row.route !== request.route || row.body_hash !== request.bodyHash) {
    throw new AppError(kitErrors.idempotency_mismatch);
  }
  return { status: row.status ?? 500, body: row.body };
}

async function remember(client: pg.ClientBase, request: IdempotentRequest, answer: Answer): Promise<void> {
  await client.query({
    name: 'idempotency-remember',
    text: `insert into idempotency_keys (user_id, key, route, body_hash, status, body, created_at)
           values ($1, $2, $3, $4, $5, $6, now())`,
    values: [
      request.userId,
      request.key,
      request.route,
      request.bodyHash,
      answer.status,
      JSON.stringify(answer.body ?? null),
    ],
  });
}
