import type { Express } from 'express';
import { jsonBody } from '@goalixa/kit/json-body.ts';
import { refuseOptions, refuseOtherMethods } from '@goalixa/kit/operation.ts';
import { createServiceApp } from '@goalixa/kit/service-app.ts';
import { accountRouter } from './accounts/account-router.ts';
import { createContainer } from './container.ts';
import type { Dependencies } from './container.ts';
import { operations, refreshOperation } from './contract.ts';
import { keyRouter } from './keys/key-router.ts';
import { oversizedToken } from './sessions/oversized-token.ts';
import { sessionRouter } from './sessions/session-router.ts';

/** The whole service over HTTP. */
export function createApp(dependencies: Dependencies): Express {
  const { accounts, sessions, signingKeys, verifier } = createContainer(dependencies);
  return createServiceApp({
    name: 'auth',
    logger: dependencies.logger,
    publicUrl: dependencies.publicUrl,
    checks: {
      database: { required: true, check: () => dependencies.pool.query('select 1') },
      signingKey: { required: true, check: () => signingKeys.signer() },
    },
    register(app) {
      refuseOptions(app, operations);
      app.use(jsonBody());
      app.use(refreshOperation.path, oversizedToken);
      app.use(sessionRouter(sessions), accountRouter(accounts, sessions, verifier), keyRouter(signingKeys));
      refuseOtherMethods(app, operations);
    },
  });
}
