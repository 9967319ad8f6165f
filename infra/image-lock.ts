import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { paths } from './paths.ts';

const image = z.string().regex(/^[a-z0-9.:-]+(\/[a-z0-9-]+){2}$/);
const released = z.strictObject({
  image,
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
});
const unreleased = z.strictObject({ image, unreleased: z.literal(true) });

/** `infra/images.<environment>.lock.json`: the digests that run; written by the release, never by hand. */
export const imageLockSchema = z.strictObject({
  schemaVersion: z.literal(1),
  images: z.record(z.string(), z.union([released, unreleased])),
});
export type ImageLock = z.infer<typeof imageLockSchema>;

/** @throws Error naming the file when it does not follow the schema */
export function imageLockOf(environment: string): ImageLock {
  const file = paths.imageLock(environment);
  const result = imageLockSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new Error(`infra/images.${environment}.lock.json: ${z.prettifyError(result.error)}`);
}
