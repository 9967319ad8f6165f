import { callerOf } from '@goalixa/kit/access-token.ts';
import type { CoreApi } from '../core-api.ts';
import { type Route, route } from '../http/route.ts';
import { reportOperations } from './report-operations.ts';

/** Routes under `/v1/reports`. */
export function reportRoutes(api: CoreApi): Route[] {
  return [
    route(reportOperations.day, async ({ query, res }) => {
      res.json(await api.read.reports.day(callerOf(res).userId, query.day));
    }),
    route(reportOperations.week, async ({ query, res }) => {
      res.json(await api.read.reports.week(callerOf(res).userId, query.day));
    }),
  ];
}
