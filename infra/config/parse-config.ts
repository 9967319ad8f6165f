import type { Catalogue } from '../catalogue/deployable.ts';
import { contradictions } from './checks/contradictions.ts';
import { type ConfigDraft, draftOf } from './config-draft.ts';
import { configInputOf, type RawConfig } from './config-input.ts';
import { lineOf, pathText, type Problem, schemaProblems } from './config-problems.ts';
import { type StackConfig, stackSchema } from './config-schema.ts';

/** Everything wrong with a stack file, in one message. */
export class StackConfigError extends Error {
  override name = 'StackConfigError';
}

/** What a configuration is read for. */
export type ConfigUse = 'run' | 'read';

/**
 * The typed configuration of a stack, deeply frozen.
 * @param raw `goalixa:<key>` to a value; objects may be JSON strings, as the engine hands them over
 * @param use `run`: secrets, checksums and digests have to be there. `read`: without them, as in a file that
 *   its user has not completed yet, or for `render`
 * @throws StackConfigError all problems at once, each with its path and the way out
 */
export function parseConfig(
  stack: string,
  raw: RawConfig,
  catalogue: Catalogue,
  use: ConfigUse,
): StackConfig {
  const { lines, plain, secrets, unread } = configInputOf(stack, raw);
  const misfits = schemaProblems(stackSchema, plain).filter(({ path }) => !unread.has(String(path[0])));
  const draft = draftOf(stackSchema, plain) as ConfigDraft;
  const others = contradictions(draft, { stack, catalogue, secrets, use });
  const problems = [...lines, ...[...misfits, ...without(misfits, others)].map(lineOf)];
  if (problems.length > 0) throw new StackConfigError(messageOf(stack, problems.toSorted()));
  return deeplyFrozen(stackSchema.parse(plain));
}

/** `Pulumi.staging.yaml: 2 problems` and a line for each, as far as anybody reads. */
export function messageOf(stack: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const more = problems.length - shownProblems;
  return [
    `Pulumi.${stack}.yaml: ${count}`,
    ...problems.slice(0, shownProblems).map((problem) => `  ${problem}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n');
}

const shownProblems = 50;

/** Those of `others` that are not about a value that does not fit anyway. */
function without(misfits: readonly Problem[], others: readonly Problem[]): readonly Problem[] {
  const known = new Set(misfits.map(({ path }) => pathText(path)));
  return others.filter(({ path }) => !known.has(pathText(path)));
}

function deeplyFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deeplyFrozen);
  return Object.freeze(value);
}
