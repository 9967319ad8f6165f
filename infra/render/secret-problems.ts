import type { ApiObject } from '../api-object.ts';
import { SecretValue } from '../secrets/secret-value.ts';
import { namesSecret, secretLook } from './secret-texts.ts';

const advice = 'only name a Secret, and mount it as files';

/**
 * Where an object holds a secret, at any depth: a Secret, a tagged value, what is no plain data (an output of the
 * engine is none), a variable or key that is named like a secret, a text that looks like one.
 * @returns one line per place, with its path; never the value
 */
export const secretProblems = (object: ApiObject): string[] => problemsAt(object, '');

function problemsAt(value: unknown, path: string): string[] {
  if (typeof value === 'string') return look(value, path);
  if (typeof value !== 'object' || value === null)
    return ['number', 'boolean', 'undefined'].includes(typeof value) || value === null
      ? []
      : [`${path}: is no plain data`];
  if (value instanceof SecretValue) return [`${path}: a secret value: ${advice}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => problemsAt(item, `${path}[${index}]`));
  if (!isPlain(value)) return [`${path}: is no plain data`];
  if (isSecret(value)) return [`${at(path)}a Secret never goes into Git: only name it`];
  return [...named(value, path), ...Object.entries(value).flatMap(([key, inner]) => entry(path, key, inner))];
}

function look(text: string, path: string): string[] {
  const what = secretLook(text);
  return what === undefined ? [] : [`${path}: looks like ${what}: ${advice}`];
}

// Maps with keys of the user's choice.
const maps = new Set(['annotations', 'data', 'binaryData']);

function entry(path: string, key: string, value: unknown): string[] {
  const here = path === '' ? key : `${path}.${key}`;
  const found = problemsAt(value, here);
  if (found.length > 0 || !maps.has(key) || typeof value !== 'object' || value === null) return found;
  return Object.entries(value)
    .filter(([name, text]) => namesSecret(name, text))
    .map(([name]) => `${here}.${name}: is named like a secret: ${advice}`);
}

/** A variable of a container. */
function named(value: object, path: string): string[] {
  if (!/\.env\[\d+\]$/.test(path)) return [];
  const { name, value: text } = value as { name?: unknown; value?: unknown };
  return namesSecret(String(name), text)
    ? [`${path}.value: ${String(name)} is named like a secret: ${advice}`]
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
