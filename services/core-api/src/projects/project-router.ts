import type { CoreApi } from '../core-api.ts';
import type { Route } from '../http/route.ts';
import { rowRoutes } from '../rows/row-router.ts';
import { projectOperations } from './project-operations.ts';
import { type Project, projectSpec } from './project-spec.ts';

/** Routes under `/v1/projects`. */
export function projectRoutes(api: CoreApi): Route[] {
  return rowRoutes(api, projectSpec, projectOperations, {
    service: (container) => container.projects,
    build: ({ name, goalId = null }): Project => ({ name, goalId }),
    patch: (body) => body,
    where: ({ goalId }) => (goalId ? [{ field: 'goalId', op: 'is', value: goalId }] : []),
  });
}
