import { z } from 'zod';

/** An address as given and as compared. */
export interface Email {
  readonly given: string;
  readonly normalised: string;
}

const longest = 254;
// After normalisation: one @, no space, no control, a dot in the domain. Whether mail arrives is
// for the verification mail to find out.
const shape =
  /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u;

/**
 * Trims, folds compatibility forms (a full-width @ becomes @) and lower-cases. Idempotent.
 * Validation comes after, on the result: before, one address could pass in two spellings.
 */
export function normaliseEmail(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

/** An e-mail address, normalised first and validated then. */
export const emailSchema = z
  .string()
  .max(2 * longest)
  .transform((text): Email => ({ given: text.trim(), normalised: normaliseEmail(text) }))
  .refine(({ normalised }) => normalised.length <= longest && shape.test(normalised), {
    error: 'This is not an e-mail address',
  })
  .meta({ format: 'email' });
