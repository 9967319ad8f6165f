import type { UrnEntry } from './urn-entry.ts';

/** How a program differs from its golden file. */
export interface UrnChanges {
  readonly added: readonly string[];
  /** Known to the engine by an alias: the same thing under a new name. */
  readonly renamed: readonly string[];
  /** The next `up` deletes these. */
  readonly lost: readonly UrnEntry[];
  /** Still there, but with another parent or protection. */
  readonly changed: readonly string[];
  /** Among those: it was protected, and is no longer. */
  readonly bared: readonly string[];
}

/** @param former URNs by which the engine still knows resources of the program */
export function compareUrns(
  golden: readonly UrnEntry[],
  present: readonly UrnEntry[],
  former: ReadonlySet<string>,
): UrnChanges {
  const known = new Map(golden.map((entry) => [entry.urn, entry]));
  const there = new Map(present.map((entry) => [entry.urn, entry]));
  const gone = golden.filter(({ urn }) => !there.has(urn));
  return {
    added: present.filter(({ urn }) => !known.has(urn)).map(({ urn }) => urn),
    renamed: gone.filter(({ urn }) => former.has(urn)).map(({ urn }) => urn),
    lost: gone.filter(({ urn }) => !former.has(urn)),
    changed: present.filter((entry) => differs(known.get(entry.urn), entry)).map(({ urn }) => urn),
    bared: present.filter(({ protect, urn }) => !protect && known.get(urn)?.protect).map(({ urn }) => urn),
  };
}

const differs = (before: UrnEntry | undefined, now: UrnEntry): boolean =>
  before !== undefined && (before.parent !== now.parent || before.protect !== now.protect);

/**
 * Why the golden file may not become what the program registers now; a line each, empty where it may.
 * @param accepted URNs whose loss, or whose loss of protection, is meant
 */
export const refusalsOf = ({ bared, lost }: UrnChanges, accepted: ReadonlySet<string>): string[] => [
  ...lost
    .filter(({ urn }) => !accepted.has(urn))
    .map(
      ({ protect, urn }) =>
        `${urn}: is gone${protect ? ', and it is protected' : ''}; name its former name in infra/renames.ts, ` +
        `or accept the loss: ${acceptanceOf(urn)}`,
    ),
  ...bared
    .filter((urn) => !accepted.has(urn))
    .map((urn) => `${urn}: is no longer protected; if that is meant: ${acceptanceOf(urn)}`),
];

/** In quotes: a URN has dollar signs. */
const acceptanceOf = (urn: string): string => `npm run urns -- --accept '${urn}'`;
