import { Router, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { meOperation } from '@goalixa/auth/contract.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { jsonBody } from '@goalixa/kit/json-body.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import { mount } from '@goalixa/kit/operation.ts';
import { requestIdHeader, requestIdOf } from '@goalixa/kit/request-id.ts';
import { login, logout, me, refresh, register } from '../contract.ts';
import { refuseTokenInBody } from '../guard/misplaced-token.ts';
import type { CookieJar } from '../session/cookie-jar.ts';
import { enter } from '../session/enter.ts';
import type { SessionService } from '../session/session-service.ts';
import { forward } from '../upstream/forward.ts';
import { passHeadersToBrowser } from '../upstream/pass-headers.ts';
import type { Upstream } from '../upstream/upstream.ts';
import type { AuthAnswer, AuthClient } from './auth-client.ts';

/** What the routes below `/bff/auth` need. */
export interface AuthRouterParts {
  readonly auth: AuthClient;
  readonly authUpstream: Upstream;
  readonly sessions: SessionService;
  readonly cookies: CookieJar;
  readonly logger: Logger;
}

/** Sign-up, sign-in, sign-out, the signed-in user. Tokens never reach the browser but inside the cookie. */
export function authRouter({ auth, authUpstream, sessions, cookies, logger }: AuthRouterParts): Router {
  const router = Router({ caseSensitive: true });
  mount(router, me, async ({ req, res }) => {
    const { accessToken } = await enter(sessions, req, res);
    await forward(authUpstream, { req, res }, { path: meOperation.path, accessToken });
  });
  for (const { path } of [register, login, logout, refresh]) {
    router.post(path, jsonBody(), refuseTokenInBody);
  }
  mount(router, register, async ({ req, res }) => {
    relay(await auth.register(req.body, callHeaders(req, res)), res);
  });
  mount(router, login, async ({ req, res }) => {
    const answer = await auth.login(req.body, callHeaders(req, res));
    if ('refusal' in answer) return relay(answer.refusal, res);
    const { setCookie } = await sessions.begin(answer.signedIn);
    await endPrevious(req);
    res.setHeader('Set-Cookie', setCookie).json({ user: answer.signedIn.user });
  });
  mount(router, logout, async ({ req, res }) => {
    const stored = await sessions.find(req.headers.cookie);
    // While Auth cannot be told this throws 503 and keeps the cookie: nobody shall believe to be signed out.
    if (stored) await sessions.end(stored);
    res.setHeader('Set-Cookie', cookies.clear()).status(204).end();
  });
  mount(router, refresh, async ({ req, res }) => {
    const stored = await sessions.find(req.headers.cookie);
    if (!stored) throw new AppError(kitErrors.token_invalid);
    const { setCookie } = await sessions.renew(stored);
    res.setHeader('Set-Cookie', setCookie).status(204).end();
  });
  return router;

  /** The session that the new one replaces; it is gone from the browser even if Auth cannot end it. */
  async function endPrevious(req: Request): Promise<void> {
    try {
      const previous = await sessions.find(req.headers.cookie);
      if (previous) await sessions.end(previous);
    } catch (error) {
      logger.warn({ err: error }, 'the session before this sign-in was not ended');
    }
  }
}

function callHeaders(req: Request, res: Response): Record<string, string> {
  const agent = req.headers['user-agent'];
  return { [requestIdHeader]: requestIdOf(res), ...(agent === undefined ? {} : { 'user-agent': agent }) };
}

function relay(answer: AuthAnswer, res: Response): void {
  passHeadersToBrowser(answer.headers, res);
  res.status(answer.status).end(answer.body);
}
