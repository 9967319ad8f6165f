import type { SecretState } from './secret-book.ts';

/** The `n` of the root that a generation of a secret is derived from: roots are replaced one after the other. */
export const rootOf = ({ root, since = 1 }: SecretState, generation: number): number =>
  since > 1 && generation < since ? root - 1 : root;
