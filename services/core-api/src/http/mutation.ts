import { callerOf } from '@goalixa/kit/access-token.ts';
import { type Answer, bodyHash, idempotencyKeyOf, throwRefusal } from '@goalixa/kit/idempotency.ts';
import type { Request, Response } from 'express';
import type { Container } from '../container.ts';
import type { CoreApi } from '../core-api.ts';
import { presentRow } from '../rows/present-row.ts';
import type { Row } from '../rows/row.ts';
import type { RowSpec } from '../rows/row-spec.ts';

/**
 * Runs a write at most once per Idempotency-Key, in one transaction, and answers what it did or what it did
 * the first time.
 */
export async function answerMutation(
  api: CoreApi,
  { req, res }: { readonly req: Request; readonly res: Response },
  effect: (container: Container, userId: string) => Promise<Answer>,
): Promise<void> {
  const { userId } = callerOf(res);
  const request = {
    userId,
    route: `${req.method} ${req.path}`,
    key: idempotencyKeyOf(req),
    bodyHash: bodyHash(req.body),
  };
  const answer = await api.runOnce(request, (container) => effect(container, userId));
  sendAnswer(res, throwRefusal(answer));
}

/** Sends JSON; a row's version becomes the ETag. */
export function sendAnswer(res: Response, { status, body }: Answer): void {
  if (status === 204) return void res.status(204).end();
  if (typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number') {
    res.setHeader('ETag', `"${body.version}"`);
  }
  res.status(status).json(body);
}

/** An answer that is one row. */
export function rowAnswer<F extends object>(status: number, spec: RowSpec<F>, row: Row<F>): Answer {
  return { status, body: presentRow(spec, row) };
}
