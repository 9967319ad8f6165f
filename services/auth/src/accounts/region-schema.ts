import { z } from 'zod';

// Intl also takes offsets such as +01:00, which know no summer time.
const zoneName = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;

/** An IANA time zone name that this runtime knows. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'This is not an IANA time zone, for example Europe/Berlin' })
  .meta({ examples: ['Europe/Berlin'] });

/** A BCP 47 language tag, in its canonical spelling. */
export const localeSchema = z
  .string()
  .max(35)
  .refine((tag) => canonicalLocale(tag) !== null, {
    error: 'This is not a BCP 47 language tag, for example en-GB',
  })
  .meta({ examples: ['en-GB'] })
  .transform((tag) => canonicalLocale(tag) ?? tag);

function isTimeZone(name: string): boolean {
  return zoneName.test(name) && accepts(() => new Intl.DateTimeFormat('en', { timeZone: name })) !== null;
}

function canonicalLocale(tag: string): string | null {
  return accepts(() => Intl.getCanonicalLocales(tag))?.[0] ?? null;
}

function accepts<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
