import type { SigningKey } from './signing-key.ts';

/** Keys that sign access tokens. */
export interface SigningKeyRepository {
  /** Keys not retired, the newest first. */
  published(): Promise<readonly SigningKey[]>;

  /**
   * Adds the very first key, unless another process was faster.
   * @returns the published keys, at least one: the same for all who call at once
   */
  addFirst(key: SigningKey): Promise<readonly SigningKey[]>;
}
