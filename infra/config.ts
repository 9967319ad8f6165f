import type { Catalogue } from './catalogue/deployable.ts';
import { didYouMean, keyOf, problemLines } from './config-problems.ts';
import { type StackConfig, stackSchema } from './config-schema.ts';

/** Everything wrong with a stack file, in one message. */
export class StackConfigError extends Error {
  override name = 'StackConfigError';
}

/** Keys with their namespace, as the engine and the stack file both have them; secrets are placeholders. */
export type RawConfig = Readonly<Record<string, unknown>>;

/**
 * The typed configuration of a stack, deeply frozen.
 * @param raw `goalixa:<key>` to a value; objects may be JSON strings, as the engine hands them over
 * @throws StackConfigError all problems at once, each with its path and the nearest valid spelling
 */
export function parseConfig(stack: string, raw: RawConfig, catalogue: Catalogue): StackConfig {
  const problems = foreignKeys(raw);
  const input = ownKeys(raw, problems);
  const result = stackSchema.safeParse(input);
  if (!result.success) problems.push(...problemLines(result.error, stackSchema, input));
  if (result.success) problems.push(...contradictions(result.data, catalogue));
  if (!result.success || problems.length > 0) throw new StackConfigError(messageOf(stack, problems));
  return deeplyFrozen(result.data);
}

/** `Pulumi.staging.yaml: 2 problems` and a line for each. */
export function messageOf(stack: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`Pulumi.${stack}.yaml: ${count}`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}

const namespace = 'goalixa:';

// `pulumi:` holds the engine's own settings.
const foreignKeys = (raw: RawConfig): string[] =>
  Object.keys(raw)
    .filter((key) => !key.startsWith(namespace) && !key.startsWith('pulumi:'))
    .map((key) => {
      const meant = Object.keys(stackSchema.shape).map((known) => namespace + known);
      return `${key}: only keys below "goalixa:" are read${didYouMean(key, meant)}`;
    });

function ownKeys(raw: RawConfig, problems: string[]): Record<string, unknown> {
  const own = Object.entries(raw).filter(([key]) => key.startsWith(namespace));
  return Object.fromEntries(
    own.map(([key, value]) => [key.slice(namespace.length), decoded(key, value, problems)]),
  );
}

/** The engine gives every value as text; a file gives YAML's types. Both end up alike. */
function decoded(key: string, value: unknown, problems: string[]): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || !/^[{[]./s.test(value) || value === '[secret]') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    problems.push(`${key}: not readable as JSON (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

/** What only shows when fields, or a field and the catalogue, are seen together. */
function contradictions(config: StackConfig, catalogue: Catalogue): string[] {
  const problems = Object.entries(config.workloads.replicas).flatMap(([name, override]) => {
    const key = keyOf(['workloads', 'replicas', name]);
    const app = catalogue.find((entry) => entry.name === name);
    if (!app) {
      const names = catalogue.map((entry) => entry.name);
      return [`${key}: no service of this name${didYouMean(name, names)}`];
    }
    const committed = app.replicas[config.environment];
    const { min, max } = { min: override.min ?? committed.min, max: override.max ?? committed.max };
    return min > max ? [`${key}: min ${min} is above max ${max}`] : [];
  });
  if (config.workloads.owner === 'pulumi' && config.kubeconfig === undefined)
    problems.push(`${keyOf(['kubeconfig'])}: missing; this stack applies the workloads itself`);
  return problems;
}

function deeplyFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deeplyFrozen);
  return Object.freeze(value);
}
