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

  constructor(changes: ChangeRepository) {
    this.#changes = changes;
  }

  /** @param after `next` of the call before; 0 from the start */
  async page(userId: string, after: number, limit: number): Promise<ChangePage> {
    const found = await this.#changes.after(userId, after, limit + 1);
    const shown = found.slice(0, limit);
    return {
      items: shown.map(({ change: _change, ...item }) => item),
      next: shown.at(-1)?.change ?? after,
      hasMore: found.length > limit,
    };
  }
}
