import type { z } from 'zod';
import { messageOf } from './config-message.ts';

type Path = readonly PropertyKey[];

/** Something wrong at a place of the configuration. */
export interface Problem {
  readonly path: Path;
  /** What is wrong; then, behind a semicolon, the way out. */
  readonly message: string;
}

/** Why `input` does not fit the schema. */
export function schemaProblems(schema: z.ZodType, input: unknown): readonly Problem[] {
  const { error } = schema.safeParse(input, { error: messageOf });
  return error?.issues.flatMap((issue) => problemsOf(issue, input)) ?? [];
}

/** `goalixa:hosts.servers[1].type: <message>`, the path as `pulumi config set --path` takes it. */
export const lineOf = ({ message, path }: Problem): string => `goalixa:${pathText(path)}: ${message}`;

/** `['hosts', 'servers', 1, 'type']` -> `hosts.servers[1].type`. */
export const pathText = (path: Path): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

function problemsOf(issue: z.core.$ZodIssue, input: unknown): readonly Problem[] {
  const { message, path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const messages = message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? '' }));
  }
  const isMissing = valueAt(input, path) === undefined;
  return [{ path, message: isMissing ? `missing; it ${message}` : message }];
}

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
