import { createLocalJWKSet } from 'jose';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createTokenVerifier } from '@goalixa/kit/access-token.ts';
import type { TokenVerifier } from '@goalixa/kit/access-token.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Keyring } from '@goalixa/kit/keyring.ts';
import { PostgresAccountRepository } from './accounts/account-repository.postgres.ts';
import { AccountService } from './accounts/account-service.ts';
import { PostgresEventRepository } from './events/event-repository.postgres.ts';
import { AccessTokens } from './keys/access-tokens.ts';
import { PostgresSigningKeyRepository } from './keys/signing-key-repository.postgres.ts';
import { SigningKeys } from './keys/signing-keys.ts';
import { PasswordHasher, defaultCosts } from './passwords/password-hasher.ts';
import type { Argon2Costs } from './passwords/phc.ts';
import { WorkGate } from './passwords/work-gate.ts';
import type { WorkGateLimits } from './passwords/work-gate.ts';
import { PostgresFamilyRepository } from './sessions/family-repository.postgres.ts';
import { SessionService } from './sessions/session-service.ts';

/** What the service is given. */
export interface Dependencies {
  readonly pool: pg.Pool;
  /** Seals signing keys. */
  readonly kek: Keyring;
  /** Derives refresh secrets. */
  readonly refreshKeys: Keyring;
  readonly publicUrl: string;
  readonly logger: Logger;
  /** Epoch milliseconds; the system's clock by default. */
  readonly now?: () => number;
  /** Costs of a new hash; 19 MiB and two passes by default. */
  readonly costs?: Argon2Costs;
  /** Hashes at once; two running and 16 waiting by default. */
  readonly hashing?: WorkGateLimits;
}

/** The services, wired. */
export interface Container {
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly signingKeys: SigningKeys;
  readonly verifier: TokenVerifier;
}

// Two hashes fill two cores and 38 MiB; 18 at once are answered within half a second.
const defaultHashing: WorkGateLimits = { running: 2, waiting: 16 };

/** The one place where services are made. */
export function createContainer(dependencies: Dependencies): Container {
  const { pool, kek, refreshKeys, publicUrl, logger, now = Date.now } = dependencies;
  const signingKeys = new SigningKeys(new PostgresSigningKeyRepository(pool), kek, now, logger);
  const accessTokens = new AccessTokens(signingKeys, publicUrl);
  return {
    accounts: createAccountService(pool, now, dependencies),
    sessions: new SessionService({
      families: new PostgresFamilyRepository(pool),
      refreshKeys,
      accessTokens,
      now,
    }),
    signingKeys,
    verifier: createOwnVerifier(signingKeys, publicUrl, now),
  };
}

/** Accounts alone, for commands that need no keys. */
export function createAccountService(
  pool: pg.Pool,
  now: () => number,
  { costs = defaultCosts, hashing = defaultHashing }: Pick<Dependencies, 'costs' | 'hashing'> = {},
): AccountService {
  const gate = new WorkGate(hashing, () => new AppError(kitErrors.busy, { headers: { 'Retry-After': '1' } }));
  const passwords = new PasswordHasher(costs, gate);
  const accounts = new PostgresAccountRepository(pool);
  return new AccountService({ accounts, events: new PostgresEventRepository(pool), passwords, now });
}

/** Verifies our own tokens by the keys at hand, not over HTTP. */
function createOwnVerifier(signingKeys: SigningKeys, issuer: string, now: () => number): TokenVerifier {
  const verifier = createTokenVerifier({
    keys: async (header, token) =>
      createLocalJWKSet({ keys: [...(await signingKeys.published())] })(header, token),
    issuer,
    now,
  });
  return {
    async verify(token) {
      await signingKeys.published(); // no keys for want of a database is 503, not a bad token
      return verifier.verify(token);
    },
  };
}
