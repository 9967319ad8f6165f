import { type Method, operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { idParams } from './row-schema.ts';
import type { RowName } from './row-spec.ts';

export interface RowOperationsOptions<
  R extends z.ZodType,
  C extends z.ZodType,
  P extends z.ZodType,
  Q extends z.ZodType,
> {
  /** Names the path, `/v1/<name>`. */
  readonly name: RowName;
  /** In operation ids: `Goal` and `Goals`. */
  readonly one: string;
  readonly many: string;
  readonly row: R;
  readonly create: C;
  readonly patch: P;
  readonly query: Q;
}

const etag = { ETag: 'The version, quoted: what If-Match wants' };
const keyHeader = ['Idempotency-Key'] as const;
const changeHeaders = ['Idempotency-Key', 'If-Match'] as const;

/** The six operations that every kind of row has. */
export function rowOperations<
  R extends z.ZodType,
  C extends z.ZodType,
  P extends z.ZodType,
  Q extends z.ZodType,
>(options: RowOperationsOptions<R, C, P, Q>) {
  const { name, one, many, row, query } = options;
  const all = `/v1/${name}`;
  const single = `/v1/${name}/:id`;
  const noun = one.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
  const at = <M extends Method>(method: M, path: string) => ({ method, path });
  return {
    list: operation({
      id: `list${many}`,
      ...at('get', all),
      summary: `A page of ${name.replaceAll('-', ' ')}`,
      query,
      answers: {
        200: {
          description: 'The page',
          schema: z.object({ items: z.array(row), nextCursor: z.string().nullable() }),
        },
      },
    }),
    create: operation({
      id: `create${one}`,
      ...at('post', all),
      summary: `Adds a ${noun}; its id may be made by the client (UUIDv7)`,
      body: options.create,
      headers: keyHeader,
      answers: { 201: { description: 'Added', schema: row, headers: etag } },
    }),
    read: operation({
      id: `get${one}`,
      ...at('get', single),
      summary: `One ${noun}`,
      params: idParams,
      answers: { 200: { description: `The ${noun}`, schema: row, headers: etag } },
    }),
    update: operation({
      id: `update${one}`,
      ...at('patch', single),
      summary: `Sets fields of a ${noun}; a stale update of other fields merges`,
      params: idParams,
      body: options.patch,
      headers: changeHeaders,
      answers: { 200: { description: `The ${noun} as it is now`, schema: row, headers: etag } },
    }),
    remove: operation({
      id: `delete${one}`,
      ...at('delete', single),
      summary: `Deletes a ${noun}; it can be restored`,
      params: idParams,
      headers: changeHeaders,
      answers: { 204: { description: 'Deleted' } },
    }),
    restore: operation({
      id: `restore${one}`,
      ...at('post', `${single}/restore`),
      summary: `Takes the deletion of a ${noun} back, with all that was deleted with it`,
      params: idParams,
      headers: keyHeader,
      answers: { 200: { description: `The ${noun} as it is now`, schema: row, headers: etag } },
    }),
  };
}
