import compression from 'compression';
import { Router } from 'express';
import { refuseForeignSession } from '../guard/refuse-foreign-session.ts';
import { enter } from '../session/enter.ts';
import type { SessionService } from '../session/session-service.ts';
import { forward } from '../upstream/forward.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { searchOf, type DeclaredRoute } from './declared-routes.ts';

/** `/bff/app/…`: Core API's declared operations, streamed both ways. */
export function appRouter(
  routes: readonly DeclaredRoute[],
  sessions: SessionService,
  coreApi: Upstream,
): Router {
  const router = Router({ caseSensitive: true });
  // A device's first look takes pages of many rows over slow networks. It has no ETag, which would name the plain bytes.
  router.get('/bff/app/changes', compression());
  for (const route of routes.filter(({ aggregate }) => !aggregate)) {
    router[route.method](route.path, async (req, res) => {
      const { accessToken, claims } = await enter(sessions, req, res);
      refuseForeignSession(req.headers, claims);
      const path = route.target(req.params, searchOf(req.url));
      await forward(coreApi, { req, res }, { path, accessToken });
    });
  }
  return router;
}
