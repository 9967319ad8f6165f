import { unknownKey } from './config-message.ts';
import { lineOf, type Problem } from './config-problems.ts';
import { stackSchema } from './config-schema.ts';
import { didYouMean } from './did-you-mean.ts';
import { secretKeys } from '../secrets/secret-value.ts';

/** Keys with their namespace, as the engine and the stack file both have them; secrets are placeholders. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** What stands for an encrypted value once it is known to be there; the value itself is read by the vault. */
export const secretPlaceholder: unique symbol = Symbol('secret');

/** What stands for an object with an encrypted value inside. */
export const nestedSecret: unique symbol = Symbol('nested secret');

/** A raw configuration, sorted by what its keys are for. */
export interface ConfigInput {
  /** Plain values by key, for the schema. */
  readonly plain: Readonly<Record<string, unknown>>;
  /** Encrypted keys that are there. */
  readonly secrets: ReadonlySet<string>;
  /** Keys that cannot be read at all; each is in `lines`. */
  readonly unread: ReadonlySet<string>;
  /** What is wrong with the keys themselves. */
  readonly lines: readonly string[];
}

/** Takes a raw configuration apart. Values that should have been encrypted are named, never shown. */
export function configInputOf(stack: string, raw: RawConfig): ConfigInput {
  const own = Object.entries(raw)
    .filter(([key]) => key.startsWith(namespace))
    .map(([key, value]): Entry => [key.slice(namespace.length), decoded(value)]);
  const faults = own.flatMap((entry) => faultsOf(stack, entry));
  const unread = new Set(faults.map(({ path }) => String(path[0])));
  return {
    plain: Object.fromEntries(own.filter(([key]) => !unread.has(key) && !isSecretName(key))),
    secrets: new Set(own.map(([key]) => key).filter(isSecretName)),
    unread,
    lines: [...foreignKeys(raw), ...faults.map(lineOf)],
  };
}

/** The command that sets a secret, which it asks for. */
export const setSecret = (stack: string, key: string): string =>
  `set it with "pulumi config set --secret goalixa:${key} --stack ${stack}"`;

type Entry = readonly [key: string, value: unknown];

const namespace = 'goalixa:';
const unreadable = Symbol('unreadable');
const plainNames = Object.keys(stackSchema.shape);
const secretNames = [...secretKeys, 'rootSecret1'];
const isSecretName = (key: string): boolean =>
  /^rootSecret[1-9]\d*$/.test(key) || secretKeys.some((known) => known === key);

const foreignKeys = (raw: RawConfig): string[] =>
  Object.keys(raw)
    .filter((key) => !key.startsWith(namespace))
    .map((key) => `${key}: ${foreignKey(key)}`);

function foreignKey(key: string): string {
  if (key.startsWith('pulumi:'))
    return 'a setting of the engine, which is the same for all stacks; remove it here, Pulumi.yaml has it';
  const meant = [...plainNames, ...secretNames].map((known) => namespace + known);
  return `only keys below "goalixa:" are read${didYouMean(key, meant) || '; remove it'}`;
}

/** The engine gives objects as JSON; a file gives them as they are. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return unreadable;
  }
}

function faultsOf(stack: string, [key, value]: Entry): readonly Problem[] {
  const fault = (message: string): readonly Problem[] => [{ path: [key], message }];
  if (isSecretName(key)) {
    if (value === secretPlaceholder) return [];
    return fault(`must be encrypted${value === nestedSecret ? ' as a whole' : ''}; ${setSecret(stack, key)}`);
  }
  if (!plainNames.includes(key)) return fault(unknownKey(key, [...plainNames, ...secretNames]));
  if (value === secretPlaceholder || value === nestedSecret)
    return fault(
      `holds an encrypted value; secrets are keys of their own (rootSecret1, ${secretKeys.join(', ')})`,
    );
  if (value === unreadable) return fault('is not readable as JSON; write it as YAML');
  return protoPaths(value).map((path) => ({
    path: [key, ...path],
    message: 'no key may have this name; remove it',
  }));
}

/** Objects lose a key of this name, or take their other keys from its value. */
const proto = '__proto__';

/** Below `depth` there is nothing that the schema would not refuse, and JSON may go on forever. */
function protoPaths(value: unknown, depth = 10): readonly Problem['path'][] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly Problem['path'][] => {
    const place = Array.isArray(value) ? Number(key) : key;
    return key === proto ? [[proto]] : protoPaths(inner, depth - 1).map((path) => [place, ...path]);
  });
}
