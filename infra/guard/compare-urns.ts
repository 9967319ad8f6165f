import type { FormerUrns } from './former-urns.ts';
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
  /** It was protected, under this name or a former one, and is no longer. */
  readonly bared: readonly string[];
}

/** @param former by which URNs of a state the engine would know what the program registers */
export function compareUrns(
  golden: readonly UrnEntry[],
  present: readonly UrnEntry[],
  former: (known: ReadonlySet<string>) => FormerUrns,
): UrnChanges {
  const known = new Map(golden.map((entry) => [entry.urn, entry]));
  const there = new Set(present.map(({ urn }) => urn));
  const formerOf = former(new Set(known.keys()));
  const takenOver = new Set(formerOf.values());
  const gone = golden.filter(({ urn }) => !there.has(urn));
  const wasProtected = (urn: string): boolean => known.get(formerOf.get(urn) ?? urn)?.protect ?? false;
  return {
    added: present.filter(({ urn }) => !known.has(urn)).map(({ urn }) => urn),
    renamed: gone.filter(({ urn }) => takenOver.has(urn)).map(({ urn }) => urn),
    lost: gone.filter(({ urn }) => !takenOver.has(urn)),
    changed: present.filter((entry) => differs(known.get(entry.urn), entry)).map(({ urn }) => urn),
    bared: present.filter(({ protect, urn }) => !protect && wasProtected(urn)).map(({ urn }) => urn),
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
