import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '@goalixa/kit/app-error.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { MemoryAccountRepository } from '../accounts/account-repository.memory.ts';
import { AccessTokens } from '../keys/access-tokens.ts';
import { MemorySigningKeyRepository } from '../keys/signing-key-repository.memory.ts';
import { SigningKeys } from '../keys/signing-keys.ts';
import { anAccount } from '../testing/factories.ts';
import { MemoryStore } from '../testing/memory-store.ts';
import { createTestKeyring } from '../testing/test-keyring.ts';
import type { TestKeyring } from '../testing/test-keyring.ts';
import { MemoryFamilyRepository } from './family-repository.memory.ts';
import { SessionService } from './session-service.ts';

type Step = { do: 'refresh' | 'seen' | 'logout'; back: number } | { do: 'wait'; ms: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('refresh' as const), back: fc.constantFrom(0, 0, 0, 1, 1, 2, 5) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('seen' as const), back: fc.constantFrom(0, 0, 1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 9_999, 10_001, 900_000, 6e8),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('logout' as const), back: fc.constantFrom(0, 1, 3) }) },
);

/** The rules of a family in plain words, without hashes or repositories. */
class Model {
  readonly tokens: string[];
  #ended = false;
  #seen = false;
  #rotatedAt: number;
  readonly #end: number;

  constructor(first: string, now: number) {
    this.tokens = [first];
    this.#rotatedAt = now;
    this.#end = now + 7 * 86_400_000;
  }

  /** The token that is answered, 'new' for one not known yet, or `null` for 401. */
  refresh(index: number, now: number): string | null {
    const newest = this.tokens.length - 1;
    if (this.#ended || now >= this.#end) return null;
    if (index === newest) {
      this.#rotatedAt = now;
      this.#seen = false;
      return 'new';
    }
    const repeats = index === newest - 1 && (!this.#seen || now - this.#rotatedAt <= 10_000);
    this.#ended = !repeats;
    return repeats ? this.tokens[newest]! : null;
  }

  see(index: number): void {
    if (!this.#ended && index === this.tokens.length - 1) this.#seen = true;
  }

  end(): void {
    this.#ended = true;
  }
}

describe('SessionService', () => {
  let refreshKeys: TestKeyring;
  let kek: TestKeyring;

  beforeAll(async () => {
    [refreshKeys, kek] = await Promise.all([createTestKeyring(), createTestKeyring()]);
  });
  afterAll(() => Promise.all([refreshKeys.remove(), kek.remove()]));

  async function start() {
    const store = new MemoryStore();
    const clock = { now: Date.now() };
    const now = () => clock.now;
    const logger = createLogger({ service: 'auth', level: 'silent' });
    const keys = new SigningKeys(new MemorySigningKeyRepository(store), kek.keyring, now, logger);
    const accessTokens = new AccessTokens(keys, 'http://goalixa.test');
    const families = new MemoryFamilyRepository(store);
    const sessions = new SessionService({ families, refreshKeys: refreshKeys.keyring, accessTokens, now });
    const account = anAccount();
    await new MemoryAccountRepository(store).register(account);
    return { sessions, clock, account: { ...account, passwordVersion: 1, disabledAt: null }, store };
  }

  const answerOf = (refreshed: Promise<{ refreshToken: string }>) =>
    refreshed.then(
      ({ refreshToken }) => refreshToken,
      (error: unknown) => {
        if (error instanceof AppError && error.kind.status === 401) return null;
        throw error;
      },
    );

  it('opens nothing for a password that was set anew while it was being checked', async () => {
    const { sessions, account } = await start();
    expect(await sessions.open({ ...account, passwordVersion: 0 }, null)).toBeNull();
  });

  it('follows the model, whatever is presented and reported, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (script) => {
        const { sessions, clock, account, store } = await start();
        const opened = await sessions.open(account, null);
        const model = new Model(opened!.refreshToken, clock.now);
        for (const step of script) {
          if (step.do === 'wait') {
            clock.now += step.ms;
            continue;
          }
          const index = Math.max(0, model.tokens.length - 1 - step.back);
          const token = model.tokens[index]!;
          if (step.do === 'seen') {
            await sessions.markSeen(token);
            model.see(index);
          } else if (step.do === 'logout') {
            await sessions.logout(token);
            model.end();
          } else {
            const expected = model.refresh(index, clock.now);
            const answered = await answerOf(sessions.refresh(token));
            if (expected === 'new') model.tokens.push(answered!);
            else expect(answered).toBe(expected);
          }
        }
        expect(new Set(model.tokens).size).toBe(model.tokens.length);
        expect(model.tokens.every((token) => typeof token === 'string')).toBe(true);
        expect(store.families.size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
