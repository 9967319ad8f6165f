import { AppError } from '@goalixa/kit/app-error.ts';
import type { AccountRepository } from '../accounts/account-repository.ts';
import { coreErrors } from '../core-errors.ts';
import type { Change, ChangeRepository } from './change-repository.ts';

export interface ChangePage {
  readonly items: readonly Omit<Change, 'change'>[];
  /** Where the next call goes on. */
  readonly next: number;
  readonly hasMore: boolean;
}

/** What a device must know to catch up. */
export class ChangeService {
  readonly #changes: ChangeRepository;
  readonly #accounts: AccountRepository;

  constructor(changes: ChangeRepository, accounts: AccountRepository) {
    this.#changes = changes;
    this.#accounts = accounts;
  }

  /**
   * @param after `next` of the call before; 0 from the start
   * @throws AppError `cursor_unknown` (410) for a number that was never given: the database has lost what came after
   */
  async page(userId: string, after: number, limit: number): Promise<ChangePage> {
    const found = await this.#changes.after(userId, after, limit + 1);
    if (found.length === 0 && after > (await this.#accounts.counter(userId))) {
      throw new AppError(coreErrors.cursor_unknown);
    }
    const shown = found.slice(0, limit);
    return {
      items: shown.map(({ change: _change, ...item }) => item),
      next: shown.at(-1)?.change ?? after,
      hasMore: found.length > limit,
    };
  }
}
