import { Router } from 'express';
import { mount } from '@goalixa/kit/operation.ts';
import { logoutOperation, refreshOperation, seenOperation } from '../contract.ts';
import type { SessionService } from './session-service.ts';

/** Refresh, logout, and the gateway's report of first use. The token in the body is the credential. */
export function sessionRouter(sessions: SessionService): Router {
  const router = Router();
  mount(router, refreshOperation, async ({ body, res }) => {
    res.json(await sessions.refresh(body.refreshToken));
  });
  mount(router, seenOperation, async ({ body, res }) => {
    await sessions.markSeen(body.refreshToken);
    res.status(204).end();
  });
  mount(router, logoutOperation, async ({ body, res }) => {
    await sessions.logout(body.refreshToken);
    res.status(204).end();
  });
  return router;
}
