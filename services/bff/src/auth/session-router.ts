import { Router } from 'express';
import type { Claims } from '@goalixa/kit/access-token.ts';
import { session } from '../contract.ts';
import { enter } from '../session/enter.ts';
import type { SessionService } from '../session/session-service.ts';

/** `GET /bff/auth/session`: who is signed in, answered from the cookie alone. */
export function sessionRouter(sessions: SessionService): Router {
  const router = Router({ caseSensitive: true });
  const bodies = new WeakMap<Claims, string>(); // the verifier hands out one object per verified token
  router.get(session.path, async (req, res) => {
    const { claims } = await enter(sessions, req, res);
    const body = bodies.get(claims) ?? present(claims);
    bodies.set(claims, body);
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    res.end(body);
  });
  return router;
}

function present({ userId, expiresAt }: Claims): string {
  return JSON.stringify({ userId, expiresAt: new Date(expiresAt * 1_000).toISOString() });
}
