import { presentRow } from '../rows/present-row.ts';
import type { RowMeta } from '../rows/row.ts';
import type { RowSpec } from '../rows/row-spec.ts';
import type { Change, ChangeRepository } from './change-repository.ts';

/** All rows of one kind, and how they are shown. */
export interface ChangeSource {
  readonly spec: RowSpec<Record<string, unknown>>;
  readonly all: (userId: string) => readonly (RowMeta & Record<string, unknown>)[];
}

export class MemoryChangeRepository implements ChangeRepository {
  readonly #sources: readonly ChangeSource[];

  constructor(sources: readonly ChangeSource[]) {
    this.#sources = sources;
  }

  after(userId: string, after: number, limit: number): Promise<Change[]> {
    const changes = this.#sources.flatMap(({ spec, all }) =>
      all(userId).map((row) => ({
        type: spec.name,
        id: row.id,
        version: row.version,
        change: row.change,
        ...(row.deletedAt === null ? { row: presentRow(spec, row) } : { row: null, ...keptOf(spec, row) }),
      })),
    );
    const later = changes.filter(({ change }) => change > after).sort((a, b) => a.change - b.change);
    return Promise.resolve(later.slice(0, limit));
  }
}

function keptOf({ tombstone = [] }: ChangeSource['spec'], row: Record<string, unknown>): object {
  return Object.fromEntries(tombstone.map((field) => [field, row[field]]));
}
