import type { Logger } from 'pino';
import type { Claims, TokenVerifier } from '@goalixa/kit/access-token.ts';
import { AppError, type ErrorKind } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Key, Keyring } from '@goalixa/kit/keyring.ts';
import type { AuthClient, Tokens } from '../auth/auth-client.ts';
import type { CookieJar } from './cookie-jar.ts';
import { EndedFamilies } from './ended-families.ts';
import { SeenReporter } from './seen-reporter.ts';
import { OpenedSessions } from './opened-sessions.ts';
import { sealSession, type StoredSession } from './session-cookie.ts';

/** Who calls, with what to pass on. */
export interface Session {
  readonly claims: Claims;
  readonly accessToken: string;
  /** `Set-Cookie` of a renewed pair, else `null`. */
  readonly setCookie: string | null;
}

/** A session with a pair that the browser does not have yet. */
export interface NewSession extends Session {
  readonly setCookie: string;
}

/** What a session service is made of. */
export interface SessionServiceParts {
  readonly auth: Pick<AuthClient, 'refresh' | 'logout' | 'seen'>;
  readonly verifier: TokenVerifier;
  readonly keyring: Keyring;
  readonly cookies: CookieJar;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A token with less than this left is renewed, so that it does not end on its way to the service behind. */
const spareMs = 5_000;

const isOf = (error: unknown, kind: ErrorKind): boolean => error instanceof AppError && error.kind === kind;

/** Sessions as the browser holds them: one encrypted cookie with the token pair. */
export class SessionService {
  readonly #parts: SessionServiceParts;
  readonly #seen: SeenReporter;
  readonly #opened: OpenedSessions;
  readonly #ended = new EndedFamilies();
  readonly #renewing = new Map<string, Promise<NewSession>>();

  constructor(parts: SessionServiceParts) {
    this.#parts = parts;
    this.#opened = new OpenedSessions(parts.cookies.name);
    this.#seen = new SeenReporter((token) => parts.auth.seen(token), parts.logger);
  }

  /**
   * The session of a request. An expired access token is renewed on the way.
   * @param cookieHeader the request's `Cookie`
   * @throws AppError `token_invalid` (401; the cookie is cleared when Auth refused it, and kept when it cannot be
   * read, since a replica may not have the newest key yet) or `dependency_unavailable` (503, the cookie is kept)
   */
  async enter(cookieHeader: string | undefined): Promise<Session> {
    const stored = await this.find(cookieHeader);
    if (!stored) throw new AppError(kitErrors.token_invalid);
    const claims = await this.#verify(stored.accessToken);
    // Verifiers accept a token for some seconds after its end, or not: what we pass on must not depend on that.
    const leftMs = claims ? claims.expiresAt * 1_000 - this.#parts.now() : 0;
    if (!claims || leftMs <= 0) return this.renew(stored);
    if (this.#ended.has(claims.familyId)) throw this.#refused();
    const renewed = leftMs < spareMs ? await this.#renewEarly(stored) : null;
    if (renewed) return renewed;
    if (stored.rotated) this.#seen.saw(stored.refreshToken);
    return { claims, accessToken: stored.accessToken, setCookie: null };
  }

  /** @returns what the request's cookie holds, unchecked by Auth, or `null` */
  async find(cookieHeader: string | undefined): Promise<StoredSession | null> {
    const value = this.#parts.cookies.find(cookieHeader);
    return value === null ? null : this.#opened.open(value, await this.#keys());
  }

  /** Exchanges the pair; callers with one refresh token share one exchange. Throws as `enter` does. */
  renew(stored: StoredSession): Promise<NewSession> {
    const token = stored.refreshToken;
    const running = this.#renewing.get(token);
    if (running) return running;
    const renewal = this.#exchange(token).finally(() => this.#renewing.delete(token));
    this.#renewing.set(token, renewal);
    return renewal;
  }

  /** A session from the pair that Auth has just issued. */
  async begin(tokens: Tokens, rotated = false): Promise<NewSession> {
    const { accessToken, refreshToken, sessionExpiresAt } = tokens;
    const claims = await this.#parts.verifier.verify(accessToken);
    if (this.#ended.has(claims.familyId)) throw this.#refused();
    const { cookies, now } = this.#parts;
    const endsAt = Math.floor(Date.parse(sessionExpiresAt) / 1_000);
    const stored = { accessToken, refreshToken, familyId: claims.familyId, rotated, endsAt };
    const value = sealSession(stored, (await this.#keys())[0]!, cookies.name);
    return { claims, accessToken, setCookie: cookies.set(value, endsAt - now() / 1_000) };
  }

  /**
   * Ends a session at Auth, and here at once what is left of its access token.
   * @throws AppError `dependency_unavailable` (503): nothing has ended
   */
  async end(stored: StoredSession): Promise<void> {
    await this.#parts.auth.logout(stored.refreshToken);
    this.#ended.add(stored.familyId);
  }

  async #exchange(refreshToken: string): Promise<NewSession> {
    const tokens = await this.#parts.auth.refresh(refreshToken);
    if (!tokens) throw this.#refused();
    return this.begin(tokens, true);
  }

  /** @returns `null` while Auth is down: the token at hand is still good */
  async #renewEarly(stored: StoredSession): Promise<NewSession | null> {
    try {
      return await this.renew(stored);
    } catch (error) {
      if (isOf(error, kitErrors.dependency_unavailable)) return null;
      throw error;
    }
  }

  /** @returns `null` when the token is not, or no longer, good */
  async #verify(accessToken: string): Promise<Claims | null> {
    try {
      return await this.#parts.verifier.verify(accessToken);
    } catch (error) {
      if (isOf(error, kitErrors.token_invalid)) return null;
      throw error;
    }
  }

  async #keys(): Promise<readonly Key[]> {
    try {
      return await this.#parts.keyring.all();
    } catch (error) {
      throw new AppError(kitErrors.dependency_unavailable, { cause: error });
    }
  }

  #refused(): AppError {
    return new AppError(kitErrors.token_invalid, { headers: { 'Set-Cookie': this.#parts.cookies.clear() } });
  }
}
