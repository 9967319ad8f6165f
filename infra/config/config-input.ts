import { unknownKey } from './config-message.ts';
import { lineOf, type Problem } from './config-problems.ts';
import { stackSchema } from './config-schema.ts';
import { didYouMean } from './did-you-mean.ts';
import { secretKeys } from '../secrets/secret-value.ts';

/** Keys with their namespace, as the engine and the stack file both have them; secrets are placeholders. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** What stands for an encrypted value once it is known to be there; the value itself is read by the vault. */
export const secretPlaceholder: unique symbol = Symbol('secret');

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

// `pulumi:` holds the engine's own settings.
const foreignKeys = (raw: RawConfig): string[] =>
  Object.keys(raw)
    .filter((key) => !key.startsWith(namespace) && !key.startsWith('pulumi:'))
    .map((key) => {
      const meant = [...plainNames, ...secretNames].map((known) => namespace + known);
      return `${key}: only keys below "goalixa:" are read${didYouMean(key, meant) || '; remove it'}`;
    });

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
    const isEncrypted = value === secretPlaceholder;
    return isEncrypted ? [] : fault(`must be encrypted; ${setSecret(stack, key)}`);
  }
  if (!plainNames.includes(key)) return fault(unknownKey(key, [...plainNames, ...secretNames]));
  if (value === secretPlaceholder)
    return fault(
      `holds an encrypted value; secrets are keys of their own (rootSecret1, ${secretKeys.join(', ')})`,
    );
  return value === unreadable ? fault('is not readable as JSON; write it as YAML') : [];
}
