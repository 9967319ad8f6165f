import { callerOf } from '@goalixa/kit/access-token.ts';
import { ifMatchOf } from '@goalixa/kit/if-match.ts';
import type { Input } from '@goalixa/kit/operation.ts';
import type { z } from 'zod';
import type { Container } from '../container.ts';
import type { CoreApi } from '../core-api.ts';
import { answerMutation, sendAnswer } from '../http/mutation.ts';
import { type Route, route } from '../http/route.ts';
import { presentRow } from './present-row.ts';
import type { Row } from './row.ts';
import type { rowOperations } from './row-operations.ts';
import type { Condition } from './row-query.ts';
import type { RowService } from './row-service.ts';
import type { RowSpec } from './row-spec.ts';

type NewBody = z.ZodType<{ readonly id?: string | undefined }>;
type PageQuery = z.ZodType<{ readonly limit: number; readonly cursor?: string | undefined }>;
type Operations<C extends z.ZodType, P extends z.ZodType, Q extends z.ZodType> = ReturnType<
  typeof rowOperations<z.ZodType, C, P, Q>
>;
type Body<B extends z.ZodType> = Input<undefined, undefined, B>['body'];
type Service<F extends object> = Pick<
  RowService<F>,
  'get' | 'page' | 'create' | 'patch' | 'remove' | 'restore'
>;

/** How the bodies and queries of a kind become fields and conditions. */
export interface RowRoutesOptions<
  F extends object,
  C extends NewBody,
  P extends z.ZodType,
  Q extends PageQuery,
> {
  readonly service: (container: Container) => Service<F>;
  readonly build: (body: Body<C>, at: string) => F;
  readonly patch: (body: Body<P>, row: Row<F>, at: string) => { readonly [K in keyof F]?: F[K] | undefined };
  readonly where?: (query: Input<undefined, Q, undefined>['query']) => readonly Condition<F>[];
  /** Adds to the answered rows what is not stored in them. */
  readonly extend?: (
    container: Container,
    userId: string,
    rows: readonly Record<string, unknown>[],
  ) => Promise<readonly Record<string, unknown>[]>;
}

/** Routes of the six operations that every kind of row has. */
export function rowRoutes<F extends object, C extends NewBody, P extends z.ZodType, Q extends PageQuery>(
  api: CoreApi,
  spec: RowSpec<F>,
  operations: Operations<C, P, Q>,
  options: RowRoutesOptions<F, C, P, Q>,
): Route[] {
  const { service, build, patch, where = () => [], extend } = options;
  const present = async (container: Container, userId: string, rows: readonly Row<F>[]) => {
    const plain = rows.map((row) => presentRow(spec, row));
    return extend ? extend(container, userId, plain) : plain;
  };
  const answer = async (container: Container, userId: string, status: number, row: Row<F>) => {
    const [body] = await present(container, userId, [row]);
    return { status, body };
  };
  return [
    route(operations.list, async ({ query, res }) => {
      const { userId } = callerOf(res);
      const conditions = where(query);
      const page = await service(api.read).page(userId, { ...query, where: conditions });
      res.json({ items: await present(api.read, userId, page.items), nextCursor: page.nextCursor });
    }),
    route(operations.read, async ({ params, res }) => {
      const { userId } = callerOf(res);
      const row = await service(api.read).get(userId, params.id);
      sendAnswer(res, await answer(api.read, userId, 200, row));
    }),
    route(operations.create, (input) =>
      answerMutation(api, input, async (container, userId) => {
        const { body } = input;
        const row = await service(container).create(userId, body.id, (at) => build(body, at));
        return answer(container, userId, 201, row);
      }),
    ),
    route(operations.update, async (input) => {
      const seen = ifMatchOf(input.req);
      await answerMutation(api, input, async (container, userId) => {
        const row = await service(container).patch(userId, input.params.id, seen, (current, at) =>
          patch(input.body, current, at),
        );
        return answer(container, userId, 200, row);
      });
    }),
    route(operations.remove, async (input) => {
      const seen = ifMatchOf(input.req);
      await answerMutation(api, input, async (container, userId) => {
        await service(container).remove(userId, input.params.id, seen);
        return { status: 204, body: null };
      });
    }),
    route(operations.restore, (input) =>
      answerMutation(api, input, async (container, userId) => {
        const row = await service(container).restore(userId, input.params.id);
        return answer(container, userId, 200, row);
      }),
    ),
  ];
}
