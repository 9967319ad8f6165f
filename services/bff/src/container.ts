import type { Logger } from 'pino';
import { createTokenVerifier } from '@goalixa/kit/access-token.ts';
import type { HealthChecks } from '@goalixa/kit/health.ts';
import type { Keyring } from '@goalixa/kit/keyring.ts';
import type { SecretFile } from '@goalixa/kit/secret-file.ts';
import type { AggregateCache } from './aggregate/aggregate-cache.ts';
import { AggregateProxy } from './aggregate/aggregate-proxy.ts';
import { MemoryAggregateCache } from './aggregate/memory-aggregate-cache.ts';
import { RedisAggregateCache, redisCommandMs } from './aggregate/redis-aggregate-cache.ts';
import { RedisConnection } from './aggregate/redis-connection.ts';
import { AuthClient } from './auth/auth-client.ts';
import { CookieJar } from './session/cookie-jar.ts';
import { SessionService } from './session/session-service.ts';
import { Upstream } from './upstream/upstream.ts';

/** What the service is given. */
export interface Dependencies {
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly authUrl: string;
  readonly coreApiUrl: string;
  /** Encrypts the session cookie. */
  readonly cookieKeys: Keyring;
  /** The shared cache of aggregates; without it this process keeps its own. */
  readonly redis?: { readonly url: string; readonly password?: SecretFile | undefined } | undefined;
  /** Epoch milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/** The services, wired. */
export interface Container {
  readonly auth: AuthClient;
  readonly authUpstream: Upstream;
  readonly coreApi: Upstream;
  readonly cookies: CookieJar;
  readonly sessions: SessionService;
  readonly aggregates: AggregateProxy;
  readonly checks: HealthChecks;
  close(): Promise<void>;
}

const memoryCacheBytes = 32 * 1_048_576;

/** The one place where services are made. */
export function createContainer(dependencies: Dependencies): Container {
  const { logger, publicUrl, authUrl, coreApiUrl, cookieKeys, now = Date.now } = dependencies;
  const authUpstream = new Upstream(authUrl);
  const coreApi = new Upstream(coreApiUrl);
  const auth = new AuthClient(authUpstream);
  const cookies = new CookieJar(publicUrl);
  const verifier = createTokenVerifier({ authUrl, issuer: publicUrl, now });
  const sessions = new SessionService({ auth, verifier, keyring: cookieKeys, cookies, logger, now });
  const { cache, checks, close } = createCache(dependencies);
  return {
    auth,
    authUpstream,
    coreApi,
    cookies,
    sessions,
    aggregates: new AggregateProxy(coreApi, cache),
    checks: {
      // Without Auth valid access tokens still work, without Core API people are still signed in.
      auth: { required: false, check: () => authUpstream.check() },
      'core-api': { required: false, check: () => coreApi.check() },
      'cookie-key': { required: true, check: () => cookieKeys.current() },
      ...checks,
    },
    close: async () => void (await Promise.all([authUpstream.close(), coreApi.close(), close()])),
  };
}

function createCache({ redis, logger }: Dependencies): {
  cache: AggregateCache;
  checks: HealthChecks;
  close: () => Promise<void>;
} {
  if (!redis) {
    return { cache: new MemoryAggregateCache(memoryCacheBytes), checks: {}, close: async () => undefined };
  }
  const connection = new RedisConnection({ ...redis, logger, commandTimeout: redisCommandMs });
  return {
    cache: new RedisAggregateCache(connection, () => performance.now(), Math.random),
    checks: { redis: { required: false, check: () => connection.client.ping() } },
    close: () => connection.close(),
  };
}
