import { z } from 'zod';

/** Fewest and most characters (code points) of a password. */
export const passwordLength = { min: 8, max: 256 } as const;

/**
 * A password to be set: kept exactly as received, NUL, emoji and leading spaces included. Text that is
 * not well-formed is refused, as UTF-8 would turn different passwords into the same bytes.
 */
export const newPassword = z
  .string()
  .refine(isSettable, { error: `A password has ${passwordLength.min} to ${passwordLength.max} characters` })
  .meta({ minLength: passwordLength.min, maxLength: passwordLength.max, format: 'password' });

/** A password to be checked: any that could ever have been set, so that policy changes lock nobody out. */
export const givenPassword = z
  .string()
  .refine((text) => text !== '' && charactersOf(text) <= passwordLength.max, {
    error: `A password has 1 to ${passwordLength.max} characters`,
  })
  .meta({ minLength: 1, maxLength: passwordLength.max, format: 'password' });

function isSettable(text: string): boolean {
  const characters = charactersOf(text);
  return text.isWellFormed() && characters >= passwordLength.min && characters <= passwordLength.max;
}

// Code points, as JSON Schema counts: 256 emoji are 512 UTF-16 units.
function charactersOf(text: string): number {
  return text.length > 2 * passwordLength.max ? Infinity : [...text].length;
}
