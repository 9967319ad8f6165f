import { v7 as uuidv7 } from 'uuid';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Keyring } from '@goalixa/kit/keyring.ts';
import type { AccessTokens } from '../keys/access-tokens.ts';
import type { Account } from '../accounts/account.ts';
import { decideRefresh, provenAge } from './decide-refresh.ts';
import type { RefreshDecision } from './decide-refresh.ts';
import type { FamilyOfUser } from './family.ts';
import type { FamilyRepository } from './family-repository.ts';
import { firstToken } from './first-token.ts';
import { formatRefreshToken, hashOfSecret, parseRefreshToken } from './refresh-token.ts';
import type { RefreshToken } from './refresh-token.ts';

/** What a signed-in caller holds. Instants: ISO 8601 UTC. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** End of the access token. */
  readonly expiresAt: string;
  /** End of the session, whatever happens. */
  readonly sessionExpiresAt: string;
}

/** What a session service is made of. */
export interface SessionServiceParts {
  readonly families: FamilyRepository;
  /** Keys K that derive refresh secrets. */
  readonly refreshKeys: Keyring;
  readonly accessTokens: AccessTokens;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Sessions: one refresh family per signed-in device. */
export class SessionService {
  readonly #families: FamilyRepository;
  readonly #refreshKeys: Keyring;
  readonly #accessTokens: AccessTokens;
  readonly #now: () => number;

  constructor({ families, refreshKeys, accessTokens, now }: SessionServiceParts) {
    this.#families = families;
    this.#refreshKeys = refreshKeys;
    this.#accessTokens = accessTokens;
    this.#now = now;
  }

  /**
   * Opens a session; other sessions of the user stay.
   * @param account as it was when its password was checked
   * @returns `null` when the account was disabled or its password set anew since
   */
  async open(account: Account, userAgent: string | null): Promise<SessionTokens | null> {
    const now = this.#now();
    const key = await this.#refreshKeys.current();
    const { family, token } = firstToken({ id: uuidv7(), userId: account.id, keyId: key.id, userAgent, now });
    const opened = await this.#families.open(family, account.passwordVersion);
    return opened ? this.#tokens({ ...family, user: account }, token) : null;
  }

  /**
   * Exchanges a refresh token for its successor, the same one for every caller that holds it.
   * @throws AppError `token_invalid` (401); a replayed older token also ends the family
   */
  async refresh(text: string): Promise<SessionTokens> {
    const token = parseRefreshToken(text);
    // Who loses the race for the UPDATE looks again, and then finds its token to be the previous one.
    for (let attempt = 0; token && attempt < 2; attempt += 1) {
      const family = await this.#families.find(token.familyId);
      const decision = family ? await this.#decide(family, token) : refused;
      if (!family || decision.kind === 'refuse') break;
      if (decision.kind === 'revoke') {
        await this.#families.revoke(family.id, 'replayed', this.#instant());
        break;
      }
      if (decision.kind === 'repeat' || (await this.#rotate(token, decision.successor))) {
        return this.#tokens(family, decision.successor);
      }
    }
    throw new AppError(kitErrors.token_invalid);
  }

  /** Ends the session of a token, of any generation that its secret proves; else without effect. */
  async logout(text: string): Promise<void> {
    const token = parseRefreshToken(text);
    const family = token && (await this.#families.find(token.familyId));
    const key = family && (await this.#refreshKeys.find(family.keyId));
    if (!token || !key || provenAge(family, token, key.bytes) === null) return;
    await this.#families.revoke(family.id, 'logout', this.#instant());
  }

  /** The gateway saw this token in use; counts once, and only for the newest token of a family. */
  async markSeen(text: string): Promise<void> {
    const token = parseRefreshToken(text);
    if (token) await this.#families.markSeen(token.familyId, hashOfSecret(token.secret), this.#instant());
  }

  async #decide(family: FamilyOfUser, token: RefreshToken): Promise<RefreshDecision> {
    const key = await this.#refreshKeys.find(family.keyId);
    return key && family.user.disabledAt === null
      ? decideRefresh(family, token, key.bytes, this.#now())
      : refused;
  }

  #rotate({ familyId, secret }: RefreshToken, successor: RefreshToken): Promise<boolean> {
    const to = hashOfSecret(successor.secret);
    return this.#families.rotate({ familyId, from: hashOfSecret(secret), to, at: this.#instant() });
  }

  async #tokens(family: FamilyOfUser, refreshToken: RefreshToken): Promise<SessionTokens> {
    const { timeZone, locale } = family.user;
    const subject = { userId: family.userId, familyId: family.id, timeZone, locale };
    const { token, expiresAt } = await this.#accessTokens.issue(subject, this.#now());
    return {
      accessToken: token,
      refreshToken: formatRefreshToken(refreshToken),
      expiresAt,
      sessionExpiresAt: family.absoluteExpiry,
    };
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }
}

const refused: RefreshDecision = { kind: 'refuse' };
