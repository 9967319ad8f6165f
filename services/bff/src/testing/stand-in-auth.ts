import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startTestIssuer } from '@goalixa/kit/testing/test-issuer.ts';
import { sendJson, startStandIn, type StandIn } from './stand-in.ts';

const week = 7 * 86_400;

/** What Auth remembers of a session in these tests. */
interface Family {
  readonly userId: string;
  generation: number;
  revoked: boolean;
}

/** Stands for Auth: its keys, and a refresh machine without the time windows. */
export interface StandInAuth extends StandIn {
  /** Ids of the accounts by e-mail address; the password is always `correct`. */
  readonly users: Map<string, string>;
  readonly families: Map<string, Family>;
  /** Bodies by path, in order of arrival. */
  readonly calls: { path: string; body: Record<string, unknown>; headers: IncomingMessage['headers'] }[];
  /** When set, what `/v1/refresh` answers instead. */
  refreshStatus: number | null;
  callsOf(path: string): number;
}

/**
 * @param issuer PUBLIC_URL
 * @param now the clock, epoch milliseconds
 */
export async function startStandInAuth(issuer: string, now: () => number): Promise<StandInAuth> {
  const keys = await startTestIssuer(issuer);
  const users = new Map<string, string>();
  const families = new Map<string, Family>();
  const calls: StandInAuth['calls'] = [];

  const tokensOf = async (familyId: string, { userId, generation }: Family) => {
    const iat = Math.floor(now() / 1_000);
    return {
      accessToken: await keys.sign(userId, { sid: familyId, iat, exp: iat + 900 }),
      refreshToken: `${familyId}.${generation}.secret`,
      expiresAt: new Date((iat + 900) * 1_000).toISOString(),
      sessionExpiresAt: new Date((iat + week) * 1_000).toISOString(),
    };
  };

  const routes: Record<string, (body: Record<string, unknown>, res: ServerResponse) => Promise<void> | void> =
    {
      '/v1/register': (_body, res) => sendJson(res, 202, { status: 'accepted' }),
      '/v1/login': async ({ email, password }, res) => {
        const userId = users.get(String(email));
        if (!userId || password !== 'correct') {
          return sendJson(res, 401, { code: 'credentials_invalid', status: 401 }, { 'retry-after': '7' });
        }
        const id = randomUUID();
        const family = { userId, generation: 0, revoked: false };
        families.set(id, family);
        sendJson(res, 200, { user: { id: userId, email }, ...(await tokensOf(id, family)) });
      },
      '/v1/refresh': async ({ refreshToken }, res) => {
        if (auth.refreshStatus !== null) return sendJson(res, auth.refreshStatus, {});
        const [id = '', generation] = String(refreshToken).split('.');
        const family = families.get(id);
        const age = family ? family.generation - Number(generation) : -1;
        if (!family || family.revoked || age < 0 || age > 1)
          return sendJson(res, 401, { code: 'token_invalid' });
        if (age === 0) family.generation += 1;
        sendJson(res, 200, await tokensOf(id, family));
      },
      '/v1/refresh/seen': (_body, res) => void res.writeHead(204).end(),
      '/v1/logout': ({ refreshToken }, res) => {
        const family = families.get(String(refreshToken).split('.')[0] ?? '');
        if (family) family.revoked = true;
        res.writeHead(204).end();
      },
    };

  const standIn = await startStandIn(async (req, res, text) => {
    const path = req.url ?? '';
    if (path === '/.well-known/jwks.json') {
      const answer = await fetch(`${keys.url}/.well-known/jwks.json`);
      return sendJson(res, 200, await answer.json());
    }
    if (path === '/health/live') return sendJson(res, 200, {});
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    calls.push({ path, body, headers: req.headers });
    if (path === '/v1/me') return sendJson(res, 200, { user: { token: req.headers.authorization } });
    const route = routes[path];
    if (!route) return sendJson(res, 404, { code: 'not_found' });
    await route(body, res);
  });
  const closeStandIn = standIn.close.bind(standIn);
  const auth: StandInAuth = Object.assign(standIn, {
    users,
    families,
    calls,
    refreshStatus: null as number | null,
    callsOf: (path: string) => calls.filter((call) => call.path === path).length,
    close: async () => void (await Promise.all([closeStandIn(), keys.close()])),
  });
  return auth;
}
