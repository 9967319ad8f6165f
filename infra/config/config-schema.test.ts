import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stackSchema } from './config-schema.ts';
import { paths } from '../paths.ts';
import { secretKeys } from '../secrets/secret-value.ts';

/** The names of all keys, at every depth. */
function keysOf(schema: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return keysOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return keysOf(schema.element);
  if (schema instanceof z.ZodRecord) return keysOf(schema.valueType);
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap(keysOf);
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  return Object.entries(shape).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('the configuration', () => {
  it('is documented key by key in infra/README.md', () => {
    const text = readFileSync(join(paths.root, 'infra/README.md'), 'utf8');
    const section = /## Configuration of a stack\n(.*?)\n## /s.exec(text)?.[1] ?? '';
    const quoted = [...section.matchAll(/`[^`]+`/g)].join(' ');
    const words = new Set(quoted.match(/\w+/g));
    const keys = [...new Set([...keysOf(stackSchema), ...secretKeys])];
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter((key) => !words.has(key))).toEqual([]);
  });
});
