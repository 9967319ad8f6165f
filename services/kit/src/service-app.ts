import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { type HealthChecks, live, ready } from './health.ts';
import { createHttpMetrics } from './metrics.ts';
import { observe } from './observe.ts';
import { refuseOptions, refuseOtherMethods, type Operation } from './operation.ts';
import { notFound, problemHandler } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import type { Registry } from 'prom-client';

export interface ServiceAppOptions {
  readonly name: string;
  readonly logger: Logger;
  readonly publicUrl: string;
  /** What the service needs, by name, each really tried by `/health/ready`. */
  readonly checks: HealthChecks;
  /** Adds the service's own routes. */
  readonly register: (app: Express) => void;
  /** For a service with metrics of its own. */
  readonly registry?: Registry;
}

const ownOperations: readonly Operation[] = ['/health/live', '/health/ready', '/metrics'].map((path) => ({
  id: path,
  method: 'get',
  path,
  summary: '',
  answers: {},
}));

/** The frame of every Node service: observation, health, metrics, the service's routes, 404, problem documents. */
export function createServiceApp(options: ServiceAppOptions): Express {
  const metrics = createHttpMetrics(options.name, options.registry);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // versions make our ETags; hashing each body costs more than it saves
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.use(observe(options.logger, metrics, securityHeaders(options.publicUrl)));
  refuseOptions(app, ownOperations);
  app.get('/health/live', live);
  app.get(
    '/health/ready',
    ready(options.checks, () => app.get('draining') === true),
  );
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  options.register(app);
  refuseOtherMethods(app, ownOperations);
  app.use(notFound);
  app.use(problemHandler(options.logger));
  return app;
}
