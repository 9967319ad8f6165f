import type { CoreApi } from '../core-api.ts';
import type { Route } from '../http/route.ts';
import { rowRoutes } from '../rows/row-router.ts';
import { goalOperations } from './goal-operations.ts';
import { type Goal, goalSpec } from './goal-spec.ts';

/** Routes under `/v1/goals`. */
export function goalRoutes(api: CoreApi): Route[] {
  return rowRoutes(api, goalSpec, goalOperations, {
    service: (container) => container.goals,
    build: ({ title, targetHours = null }): Goal => ({ title, targetHours }),
    patch: (body) => body,
  });
}
