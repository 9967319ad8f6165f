import { randomBytes, timingSafeEqual } from 'node:crypto';
import { argon2id } from './argon2id.ts';
import { formatPhc, parsePhc } from './phc.ts';
import type { Argon2Costs, Argon2Hash } from './phc.ts';
import type { WorkGate } from './work-gate.ts';

/** What a new password is hashed with: 19 MiB and two passes, 14-32 ms on a small core. */
export const defaultCosts: Argon2Costs = { memory: 19_456, passes: 2, parallelism: 1 };

/** The outcome of checking a password. */
export interface PasswordCheck {
  readonly matches: boolean;
  /** A hash of the same password at today's costs, to be stored; `null` when the stored one has them. */
  readonly renewed: string | null;
}

const saltLength = 16;
const tagLength = 32;

/** Hashes and checks passwords by argon2id, behind a gate that sheds load. */
export class PasswordHasher {
  readonly #costs: Argon2Costs;
  readonly #gate: WorkGate;
  readonly #dummy: Argon2Hash;

  constructor(costs: Argon2Costs, gate: WorkGate) {
    this.#costs = costs;
    this.#gate = gate;
    this.#dummy = { ...costs, salt: randomBytes(saltLength), tag: randomBytes(tagLength) };
  }

  /**
   * @returns a PHC string
   * @throws AppError `busy` (503) when too many hashes are waiting
   */
  hash(password: string): Promise<string> {
    return this.#gate.run(() => this.#hashNow(password));
  }

  /**
   * Checks a password against a stored PHC string.
   * @param stored `null` for an unknown account: the same work is done for nothing, so time tells nothing
   * @throws AppError `busy` (503) when too many hashes are waiting
   */
  check(password: string, stored: string | null): Promise<PasswordCheck> {
    const known = stored === null ? null : parsePhc(stored);
    return this.#gate.run(async () => {
      const expected = known ?? this.#dummy;
      const tag = await argon2id(password, expected, expected.tag.length);
      const matches = timingSafeEqual(tag, expected.tag) && known !== null;
      const renewed = matches && !this.#isCurrent(expected) ? await this.#hashNow(password) : null;
      return { matches, renewed };
    });
  }

  async #hashNow(password: string): Promise<string> {
    const hash = { ...this.#costs, salt: randomBytes(saltLength) };
    return formatPhc({ ...hash, tag: await argon2id(password, hash, tagLength) });
  }

  #isCurrent({ memory, passes, parallelism, tag }: Argon2Hash): boolean {
    const costs = this.#costs;
    return (
      memory === costs.memory &&
      passes === costs.passes &&
      parallelism === costs.parallelism &&
      tag.length === tagLength
    );
  }
}
