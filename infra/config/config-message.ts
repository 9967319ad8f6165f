import { z } from 'zod';
import { didYouMean, either } from './did-you-mean.ts';

/**
 * What is wrong, for whoever wrote the file. It is asked only where the schema has no message of its own.
 * @returns `must be ...` where the value may be missing altogether; a line per key for unknown keys
 */
export function messageOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, ...keysOf(issue.inst))).join('\n');
    case 'invalid_value':
      return notOneOf(String(issue.path?.at(-1)), issue.input, issue.values.map(String));
    case 'invalid_union':
      return notOneOf(...discriminated(issue));
    case 'invalid_type':
      return `must be ${typeName(issue.expected, issue.inst)}${got(issue.input, issue.expected)}`;
    case 'too_small':
      return `must ${limit('at least', issue.origin, issue.minimum)}${got(issue.input, issue.origin)}`;
    case 'too_big':
      return `must ${limit('at most', issue.origin, issue.maximum)}${got(issue.input, issue.origin)}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return 'is not valid; infra/README.md says what it may be';
  }
}

/** `unknown key; did you mean "memoryMi"?` */
export const unknownKey = (key: string, known: readonly string[], member = ''): string =>
  `unknown key${member}${didYouMean(key, known) || '; remove it'}`;

function notOneOf(key: string, value: unknown, values: readonly string[]): string {
  if (value === undefined) return `must be ${either(values)}`;
  const noun = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
  return `${shown(value)} is not ${article} ${noun}${didYouMean(typeof value === 'string' ? value : '', values)}`;
}

type InvalidUnion = Extract<z.core.$ZodRawIssue, { code: 'invalid_union' }>;

function discriminated({ discriminator, input, options }: InvalidUnion): Parameters<typeof notOneOf> {
  const key = String(discriminator);
  const values = Array.isArray(options) ? options.map(String) : [];
  return [key, (input as Record<string, unknown>)[key], values];
}

const limit = (most: string, of: string, count: unknown): string =>
  of === 'array'
    ? `have ${most} ${String(count)} ${count === 1 ? 'entry' : 'entries'}`
    : `be ${most} ${String(count)}`;

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
};

function typeName(expected: string, schema: unknown): string {
  if (expected === 'number' && schema instanceof z.ZodNumberFormat) return 'a whole number';
  const required = requiredOf(schema);
  return names[expected] ?? (required.length === 0 ? 'an object' : `an object with ${required.join(', ')}`);
}

function requiredOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodDiscriminatedUnion) return [schema.def.discriminator];
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return Object.entries(shape).flatMap(([key, inner]) =>
    z.safeParse(inner, undefined).success ? [] : [key],
  );
}

/** The keys of an object; of a union's member those besides the discriminator, and which member it is. */
function keysOf(schema: unknown): [keys: readonly string[], member: string] {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema instanceof z.ZodObject ? schema.shape : {};
  const members = Object.entries(shape).flatMap(([key, inner]) =>
    inner instanceof z.ZodLiteral ? ` with ${key} "${String(inner.value)}"` : [],
  );
  const keys = Object.keys(shape).filter((key) => !(shape[key] instanceof z.ZodLiteral));
  return [keys, members.join('')];
}

/** What stands there: as it is where a number or true or false belongs, else its kind. */
function got(value: unknown, expected?: string): string {
  if (value === undefined) return '';
  const isPlain = ['boolean', 'int', 'number'].includes(expected ?? '') && isWordOrNumber(value);
  return ` (got ${isPlain ? JSON.stringify(value) : kindOf(value)})`;
}

/** Nothing that could be a secret: numbers, and the words that people write for true and false. */
const isWordOrNumber = (value: unknown): boolean =>
  typeof value === 'string'
    ? /^(true|false|yes|no|on|off|-?\d{1,6}(\.\d+)?)$/i.test(value)
    : typeof value === 'number' || typeof value === 'boolean';

/** Of one value of a short list, as it stands: it is likely to be a slip of the pen. */
const shown = (value: unknown): string =>
  typeof value === 'string' && value !== '' && value.length <= 32 ? JSON.stringify(value) : kindOf(value);

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : JSON.stringify(value);
}
