import { z } from 'zod';
import { nearest } from './nearest.ts';

type Path = readonly PropertyKey[];

/** Why `input` does not fit, one line per problem, as `goalixa:<path>: <what>; did you mean "<nearest>"?`. */
export function problemLines(error: z.ZodError, schema: z.ZodType, input: unknown): string[] {
  return error.issues.flatMap((issue) => linesOf(issue, schema, input)).sort();
}

/** `['redis', 'memoryMi']` -> `goalixa:redis.memoryMi`. */
export const keyOf = (path: Path): string => `goalixa:${path.map(String).join('.')}`;

/** `; did you mean "x"?`, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

function linesOf(issue: z.core.$ZodIssue, schema: z.ZodType, input: unknown): string[] {
  const value = valueAt(input, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => `${keyOf([...issue.path, key])}: unknown key${didYouMean(key, known)}`);
  }
  if (value === undefined) return [`${keyOf(issue.path)}: missing`];
  return [`${keyOf(issue.path)}: ${messageOf(issue, value)}`];
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  const got = JSON.stringify(value);
  if (issue.code === 'invalid_value' && issue.values.length > 1) {
    const noun = String(issue.path.at(-1));
    const values = issue.values.map(String);
    const meant = didYouMean(String(value), values) || `; use ${values.join(', ')}`;
    return `${got} is not ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}${meant}`;
  }
  if (issue.code === 'invalid_type') return `must be ${withArticle(issue.expected)} (got ${got})`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum} (got ${got})`;
  return issue.message;
}

const withArticle = (type: string): string =>
  type === 'int' ? 'a whole number' : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

/** The keys of the object schema at `path`, for suggestions. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const found = path.reduce<z.core.$ZodType>(stepInto, schema);
  const object = unwrapped(found);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function stepInto(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType {
  const container = unwrapped(schema);
  if (container instanceof z.ZodObject) {
    const shape: Record<PropertyKey, z.core.$ZodType> = container.shape;
    return shape[key] ?? z.never();
  }
  return container instanceof z.ZodRecord ? container.valueType : z.never();
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrapped(schema.unwrap());
  return schema;
}
