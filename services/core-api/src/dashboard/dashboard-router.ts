import { callerOf } from '@goalixa/kit/access-token.ts';
import type { CoreApi } from '../core-api.ts';
import { type Route, route } from '../http/route.ts';
import { dashboardOperations } from './dashboard-operations.ts';

/** The route `/v1/aggregates/dashboard`; the body is passed on as the database wrote it. */
export function dashboardRoutes(api: CoreApi): Route[] {
  return [
    route(dashboardOperations.read, async ({ req, res }) => {
      const { etag, body } = await api.dashboard.read(callerOf(res), req.headers['if-none-match']);
      res.setHeader('ETag', etag);
      res.setHeader('Cache-Control', 'private, no-cache');
      if (body === null) return void res.status(304).end();
      res.setHeader('Content-Type', 'application/json; charset=utf-8');
      res.end(body);
    }),
  ];
}
