import { v7 as uuidv7 } from 'uuid';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import { authErrors } from '../auth-errors.ts';
import type { EventRepository } from '../events/event-repository.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { Account } from './account.ts';
import type { AccountRepository } from './account-repository.ts';
import type { Email } from './email.ts';

/** A request to sign up, parsed. */
export interface SignUp {
  readonly email: Email;
  readonly password: string;
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale?: string | undefined;
}

/** What an account service is made of. */
export interface AccountServiceParts {
  readonly accounts: AccountRepository;
  readonly events: EventRepository;
  readonly passwords: PasswordHasher;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Accounts and their passwords. */
export class AccountService {
  readonly #accounts: AccountRepository;
  readonly #events: EventRepository;
  readonly #passwords: PasswordHasher;
  readonly #now: () => number;

  constructor({ accounts, events, passwords, now }: AccountServiceParts) {
    this.#accounts = accounts;
    this.#events = events;
    this.#passwords = passwords;
    this.#now = now;
  }

  /**
   * Signs up. Neither answer nor work tells whether the address was known.
   * @throws AppError `busy` (503)
   */
  async register({ email, password, timeZone, locale }: SignUp): Promise<void> {
    const passwordHash = await this.#passwords.hash(password);
    await this.#accounts.register({
      id: uuidv7(),
      email: email.given,
      emailNormalised: email.normalised,
      passwordHash,
      timeZone,
      locale: locale ?? null,
      createdAt: this.#instant(),
    });
  }

  /**
   * Checks a password. Unknown, disabled and wrong are one refusal, after the same work.
   * @throws AppError `credentials_invalid` (401) or `busy` (503)
   */
  async authenticate(email: Email, password: string): Promise<Account> {
    const account = await this.#accounts.findByEmail(email.normalised);
    const { matches, renewed } = await this.#passwords.check(password, account?.passwordHash ?? null);
    if (!account || !matches || account.disabledAt !== null) {
      await this.#events.add({
        at: this.#instant(),
        kind: 'login_failed',
        userId: account?.id ?? null,
        familyId: null,
      });
      throw new AppError(authErrors.credentials_invalid);
    }
    if (renewed !== null) await this.#accounts.renewHash(account.id, account.passwordHash, renewed);
    return account;
  }

  /**
   * The user of a verified access token, if still signed in: the token outlives a logout, this does not.
   * @throws AppError `token_invalid` (401)
   */
  async signedIn(userId: string, familyId: string): Promise<Account> {
    const account = await this.#accounts.findSignedIn(userId, familyId, this.#instant());
    if (!account) throw new AppError(kitErrors.token_invalid);
    return account;
  }

  /** Whether an account has this address; for the operator, never for the public. */
  async exists(email: Email): Promise<boolean> {
    return (await this.#accounts.findByEmail(email.normalised)) !== null;
  }

  /**
   * Sets a password and ends all sessions of the user.
   * @returns `false` when there is no such account
   */
  async setPassword(email: Email, password: string): Promise<boolean> {
    const account = await this.#accounts.findByEmail(email.normalised);
    if (!account) return false;
    await this.#accounts.setPassword(account.id, await this.#passwords.hash(password), this.#instant());
    return true;
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }
}
