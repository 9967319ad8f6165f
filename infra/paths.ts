import { join } from 'node:path';

const infra = import.meta.dirname;
const root = join(infra, '..');

/** Absolute paths, whatever the working directory: the engine starts the program in `infra/`, npm in the root. */
export const paths = {
  root,
  rendered: join(infra, 'rendered'),
  /** `Pulumi.<stack>.yaml`. */
  stackFile: (stack: string): string => join(root, `Pulumi.${stack}.yaml`),
  /** `infra/images.<environment>.lock.json`. */
  imageLock: (environment: string): string => join(infra, `images.${environment}.lock.json`),
} as const;
