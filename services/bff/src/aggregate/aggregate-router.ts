import { Router } from 'express';
import { searchOf, type DeclaredRoute } from '../app/declared-routes.ts';
import { refuseForeignSession } from '../guard/refuse-foreign-session.ts';
import { enter } from '../session/enter.ts';
import type { SessionService } from '../session/session-service.ts';
import type { AggregateProxy } from './aggregate-proxy.ts';

/** `/bff/aggregate/…`: what a page shows, in one answer. */
export function aggregateRouter(
  routes: readonly DeclaredRoute[],
  sessions: SessionService,
  aggregates: AggregateProxy,
): Router {
  const router = Router({ caseSensitive: true });
  for (const route of routes.filter(({ aggregate }) => aggregate)) {
    router[route.method](route.path, async (req, res) => {
      const session = await enter(sessions, req, res);
      refuseForeignSession(req.headers, session.claims);
      await aggregates.answer({ req, res }, route.target(req.params, searchOf(req.url)), session);
    });
  }
  return router;
}
