import type { ApiObject } from '../api-object.ts';
import { SecretValue } from '../secrets/secret-value.ts';
import { followsSecretFlag, namesSecret } from './secret-names.ts';
import { isDigestName, secretLook } from './secret-texts.ts';

const advice = 'only name a Secret, and mount it as files';

/**
 * Where an object holds a secret, at any depth: a Secret, a tagged value, what is no plain data (an output of the
 * engine is none), a variable or key that is named like a secret, a text or a key that looks like one.
 * @returns one line per place, with its path; never the value, nor a key that is one
 */
export const secretProblems = (object: ApiObject): string[] => problemsAt(object, '');

function problemsAt(value: unknown, path: string): string[] {
  if (typeof value === 'string') return look(value, path);
  if (typeof value !== 'object' || value === null)
    return ['number', 'boolean', 'undefined'].includes(typeof value) || value === null
      ? []
      : [`${path}: is no plain data`];
  if (value instanceof SecretValue) return [`${path}: a secret value: ${advice}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => itemAt(value, path, item, index));
  if (!isPlain(value)) return [`${path}: is no plain data`];
  if (isSecret(value)) return [`${at(path)}a Secret never goes into Git: only name it`];
  return [...named(value, path), ...Object.entries(value).flatMap(([key, inner]) => entry(path, key, inner))];
}

function itemAt(list: readonly unknown[], path: string, item: unknown, index: number): string[] {
  const here = `${path}[${index}]`;
  if (followsSecretFlag(list[index - 1], item))
    return [`${here}: follows a flag that is named like a secret: ${advice}`];
  return problemsAt(item, here);
}

function look(text: string, path: string): string[] {
  const what = secretLook(text);
  if (what === undefined || (isHexDigest(text) && isDigestName(path))) return [];
  return [`${path}: looks like ${what}: ${advice}`];
}

/** As `checksum/catalogue` is; its name has to say so. */
const isHexDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text.trim());

// Maps with keys of the user's choice.
const maps = new Set(['annotations', 'binaryData', 'data', 'labels', 'matchLabels', 'stringData']);

function entry(path: string, key: string, value: unknown): string[] {
  const here = path === '' ? shown(key) : `${path}.${shown(key)}`;
  const found = [...look(key, here), ...problemsAt(value, here)];
  if (found.length > 0 || !maps.has(key) || typeof value !== 'object' || value === null) return found;
  return Object.entries(value).flatMap(([name, text]) => {
    if (namesSecret(name, text)) return [`${here}.${name}: is named like a secret: ${advice}`];
    return key === 'binaryData' ? look(bytesOf(text), `${here}.${name}`) : [];
  });
}

/** A key as a message may show it. */
const shown = (key: string): string => (secretLook(key) === undefined ? key : '(a key)');

/** What base64 stands for, a letter for each byte. */
const bytesOf = (text: unknown): string =>
  typeof text === 'string' ? Buffer.from(text, 'base64').toString('latin1') : '';

/** A variable of a container, or a header of a request. */
function named(value: object, path: string): string[] {
  if (!/\.(env|httpHeaders)\[\d+\]$/.test(path)) return [];
  const { name, value: text } = value as { name?: unknown; value?: unknown };
  return namesSecret(String(name), text)
    ? [`${path}.value: ${shown(String(name))} is named like a secret: ${advice}`]
    : [];
}

const isSecret = (value: object): boolean =>
  'apiVersion' in value && 'kind' in value && value.kind === 'Secret';

/** An object of no class: nothing stands between it and the root. */
const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const at = (path: string): string => (path === '' ? '' : `${path}: `);
