import { type TokenVerifier, authenticate, callerOf } from '@goalixa/kit/access-token.ts';
import type { HealthChecks } from '@goalixa/kit/health.ts';
import { jsonBody } from '@goalixa/kit/json-body.ts';
import { refuseOptions, refuseOtherMethods } from '@goalixa/kit/operation.ts';
import { openApiDocument } from '@goalixa/kit/openapi.ts';
import { type ServiceAppOptions, createServiceApp } from '@goalixa/kit/service-app.ts';
import { type Express, type RequestHandler, Router } from 'express';
import { changeRoutes } from './changes/change-router.ts';
import { describeApi, operations } from './contract.ts';
import type { CoreApi } from './core-api.ts';
import { dashboardRoutes } from './dashboard/dashboard-router.ts';
import { goalRoutes } from './goals/goal-router.ts';
import { habitRoutes } from './habits/habit-router.ts';
import { type Route, route } from './http/route.ts';
import { projectRoutes } from './projects/project-router.ts';
import { reportRoutes } from './reports/report-router.ts';
import { settingsRoutes } from './settings/settings-router.ts';
import { taskRoutes } from './tasks/task-router.ts';
import { timeEntryRoutes } from './time-entries/time-entry-router.ts';
import { timerRoutes } from './timer/timer-router.ts';

export interface AppDependencies extends Pick<ServiceAppOptions, 'logger' | 'publicUrl' | 'registry'> {
  readonly api: CoreApi;
  readonly verifier: TokenVerifier;
  readonly checks: HealthChecks;
}

/** The Core API over HTTP. */
export function createApp({ api, verifier, ...frame }: AppDependencies): Express {
  return createServiceApp({
    ...frame,
    name: 'core-api',
    register(app) {
      const router = Router({ caseSensitive: true });
      refuseOptions(router, operations);
      describeRoute().mount(router);
      router.use('/v1', authenticate(verifier), knowCaller(api));
      const routes = routesOf(api);
      const isRead = ({ operation }: Route) => operation.method === 'get';
      for (const read of routes.filter(isRead)) read.mount(router);
      router.use('/v1', jsonBody()); // after the reads: parsing costs a sixth of a cheap request
      for (const write of routes.filter((each) => !isRead(each))) write.mount(router);
      refuseOtherMethods(router, operations);
      app.use(router);
    },
  });
}

function routesOf(api: CoreApi): Route[] {
  return [
    ...dashboardRoutes(api),
    ...goalRoutes(api),
    ...projectRoutes(api),
    ...taskRoutes(api),
    ...timeEntryRoutes(api),
    ...timerRoutes(api),
    ...habitRoutes(api),
    ...settingsRoutes(api),
    ...reportRoutes(api),
    ...changeRoutes(api),
  ];
}

/** Nothing behind it meets a user without account. */
function knowCaller(api: CoreApi): RequestHandler {
  return async (_req, res, next) => {
    await api.known.zoneOf(callerOf(res));
    next();
  };
}

function describeRoute(): Route {
  const document = JSON.stringify(openApiDocument({ title: 'Goalixa Core API', version: '1', operations }));
  return route(describeApi, async ({ res }) => {
    await Promise.resolve(res.type('json').send(document));
  });
}
