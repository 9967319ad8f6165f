import { callerOf } from '@goalixa/kit/access-token.ts';
import type { CoreApi } from '../core-api.ts';
import { type Route, route } from '../http/route.ts';
import { changeOperations } from './change-operations.ts';

/** The route `/v1/changes`. */
export function changeRoutes(api: CoreApi): Route[] {
  return [
    route(changeOperations.list, async ({ query, res }) => {
      res.json(await api.read.changes.page(callerOf(res).userId, query.after, query.limit));
    }),
  ];
}
