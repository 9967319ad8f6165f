import type { z } from 'zod';
import { AppError } from './app-error.ts';
import { kitErrors } from './kit-errors.ts';

/**
 * Parses untrusted input by its schema.
 * @throws AppError `input_invalid` (422) that names every wrong field by its JSON pointer
 */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError(kitErrors.input_invalid, { errors: fieldErrors(result.error) });
}

function fieldErrors(error: z.ZodError): { pointer: string; message: string }[] {
  return error.issues.flatMap((issue) => {
    const base = pointerOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ pointer: base, message: issue.message }];
    return issue.keys.map((key) => ({
      pointer: `${base}/${escapePointer(key)}`,
      message: 'This field is not known',
    }));
  });
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${escapePointer(String(part))}`).join('');
}

/** RFC 6901, section 3. */
export function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
