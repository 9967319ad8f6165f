import { authenticate } from '@goalixa/kit/access-token.ts';
import type { TokenVerifier } from '@goalixa/kit/access-token.ts';
import { mount } from '@goalixa/kit/operation.ts';
import { Router } from 'express';
import { overviewOperation } from '../contract.ts';
import type { OverviewService } from './overview-service.ts';

/** `/v1/overview`; needs a signed-in caller. */
export function overviewRouter(overview: OverviewService, verifier: TokenVerifier): Router {
  const router = Router();
  router.get(overviewOperation.path, authenticate(verifier));
  mount(router, overviewOperation, async ({ res }) => {
    res.json(await overview.now());
  });
  return router;
}
