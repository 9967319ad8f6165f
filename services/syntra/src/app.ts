import type { Express } from 'express';
import type { Logger } from 'pino';
import { openApiDocument } from '@goalixa/kit/openapi.ts';
import { refuseOptions, refuseOtherMethods } from '@goalixa/kit/operation.ts';
import { createServiceApp } from '@goalixa/kit/service-app.ts';
import type { Container } from './container.ts';
import { operations } from './contract.ts';
import { overviewRouter } from './overview/overview-router.ts';

export interface AppOptions extends Omit<Container, 'client'> {
  readonly logger: Logger;
  readonly publicUrl: string;
}

/** The whole service over HTTP. */
export function createApp({ logger, publicUrl, checks, overview, verifier }: AppOptions): Express {
  return createServiceApp({
    name: 'syntra',
    logger,
    publicUrl,
    checks,
    register(app) {
      const document = openApiDocument({ title: 'Goalixa Syntra', version: '1', operations });
      refuseOptions(app, operations);
      app.get('/openapi.json', (_req, res) => void res.json(document));
      app.use(overviewRouter(overview, verifier));
      refuseOtherMethods(app, operations);
    },
  });
}
