import { Router } from 'express';
import { authenticate, callerOf } from '@goalixa/kit/access-token.ts';
import type { TokenVerifier } from '@goalixa/kit/access-token.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { mount } from '@goalixa/kit/operation.ts';
import { authErrors } from '../auth-errors.ts';
import { loginOperation, meOperation, registerOperation } from '../contract.ts';
import type { SessionService } from '../sessions/session-service.ts';
import type { AccountService } from './account-service.ts';
import { presentUser } from './present-user.ts';
import { userAgentOf } from './user-agent.ts';

/** Sign-up, sign-in and the signed-in user. */
export function accountRouter(
  accounts: AccountService,
  sessions: SessionService,
  verifier: TokenVerifier,
): Router {
  const router = Router();
  mount(router, registerOperation, async ({ body, res }) => {
    await accounts.register(body);
    res.status(202).json({ status: 'accepted' });
  });
  mount(router, loginOperation, async ({ body, req, res }) => {
    const account = await accounts.authenticate(body.email, body.password);
    const tokens = await sessions.open(account, userAgentOf(req));
    // The password was set anew, or the account disabled, while it was being checked.
    if (!tokens) throw new AppError(authErrors.credentials_invalid);
    res.json({ user: presentUser(account), ...tokens });
  });
  router.get(meOperation.path, authenticate(verifier));
  mount(router, meOperation, async ({ res }) => {
    const { userId, familyId } = callerOf(res);
    res.json({ user: presentUser(await accounts.signedIn(userId, familyId)) });
  });
  return router;
}
