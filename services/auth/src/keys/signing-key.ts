import type { JWK } from 'jose';

/** A key that signs access tokens, as stored. Instants: ISO 8601 UTC. */
export interface SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly publicJwk: JWK;
  /** PKCS #8 under AES-256-GCM, see `seal.ts`. */
  readonly privateKeySealed: Buffer;
  /** Which key of the keyring opens it. */
  readonly kekId: string;
  readonly createdAt: string;
}
