import type { Express } from 'express';
import { live, ready } from '@goalixa/kit/health.ts';
import { refuseOptions, refuseOtherMethods, type Operation } from '@goalixa/kit/operation.ts';
import { createServiceApp } from '@goalixa/kit/service-app.ts';
import { aggregateRouter } from './aggregate/aggregate-router.ts';
import { appRouter } from './app/app-router.ts';
import { declaredRoutes } from './app/declared-routes.ts';
import { authRouter } from './auth/auth-router.ts';
import { sessionRouter } from './auth/session-router.ts';
import { createContainer, type Dependencies } from './container.ts';
import { operations } from './contract.ts';
import { guard } from './guard/guard.ts';

const health = [
  { method: 'get', path: '/bff/health/live' },
  { method: 'get', path: '/bff/health/ready' },
] as const;

export interface BffApp {
  readonly app: Express;
  /** Closes the pools and the cache's connection. */
  readonly close: () => Promise<void>;
}

/**
 * The whole service over HTTP.
 * @param coreApiOperations what Core API declares; only these pass
 */
export function createApp(
  dependencies: Dependencies & { readonly coreApiOperations: readonly Operation[] },
): BffApp {
  const container = createContainer(dependencies);
  const { sessions, coreApi, aggregates, checks } = container;
  const { logger, publicUrl, coreApiOperations } = dependencies;
  const routes = declaredRoutes(coreApiOperations);
  const known = [...operations, ...health, ...routes].map(asOperation);
  const app = createServiceApp({
    name: 'bff',
    logger,
    publicUrl,
    checks,
    register(express) {
      refuseOptions(express, known);
      express.get('/bff/health/live', live);
      express.get(
        '/bff/health/ready',
        ready(checks, () => express.get('draining') === true),
      );
      express.use(guard(publicUrl));
      express.use(sessionRouter(sessions)); // first: pages ask it most
      express.use(aggregateRouter(routes, sessions, aggregates), appRouter(routes, sessions, coreApi));
      express.use(authRouter({ ...container, logger }));
      refuseOtherMethods(express, known);
    },
  });
  return { app, close: () => container.close() };
}

function asOperation({ method, path }: { method: Operation['method']; path: string }): Operation {
  return { id: path, method, path, summary: '', answers: {} };
}
