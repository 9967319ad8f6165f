import type { ApiObject } from '../api-object.ts';
import { SecretValue } from '../secrets/secret-value.ts';
import { followsSecretFlag, namesSecret } from './secret-names.ts';
import { hasRandomLetters } from './random-letters.ts';
import { secretLook } from './secret-texts.ts';

const advice = 'only name a Secret, and mount it as files';

/**
 * Where an object holds a secret, at any depth: a Secret, a tagged value, what is no plain data (an output of the
 * engine is none), a variable or key that is named like a secret, a text or a key that looks like one, a derived
 * secret that is split over neighbouring texts. It is a net for slips. Not found: a short password under a name
 * that says nothing, pieces in two objects or with other texts between them, what is packed or encrypted.
 * @returns one line per place, with its path; never the value, nor a key that is one
 */
export function secretProblems(object: ApiObject): string[] {
  const problems = problemsAt(object, '');
  if (problems.length > 0 || !hasRandomLetters(textsIn(object).join('\n'))) return problems;
  return [`its texts, put together: looks like a derived secret: ${advice}`];
}

/** All texts of plain data, in its order. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

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
  if (what === undefined || (isHexDigest(text) && isDigestKey(path))) return [];
  return [`${path}: looks like ${what}: ${advice}`];
}

/** As the value of `checksum/catalogue` is: nothing else stands beside it, and its key has to say so. */
const isHexDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text.trim());
const isDigestKey = (path: string): boolean => /(checksum|digest|sha-?256|hash|integrity)[^.]*$/i.test(path);

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
