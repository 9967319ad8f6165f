import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { JWK } from 'jose';
import type { Logger } from 'pino';
import type { Keyring } from '@goalixa/kit/keyring.ts';
import { seal, unseal } from './seal.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeyRepository } from './signing-key-repository.ts';

/** What signs, ready to use. */
export interface Signer {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

interface LoadedKeys {
  readonly signer: Signer;
  readonly jwks: readonly JWK[];
  readonly at: number;
}

/** How long keys are used before the database is asked again; milliseconds. */
const freshFor = 60_000;

/** The Ed25519 keys of this installation: made at the first use, sealed at rest, kept in memory for a minute. */
export class SigningKeys {
  readonly #repository: SigningKeyRepository;
  readonly #keyring: Keyring;
  readonly #now: () => number;
  readonly #logger: Pick<Logger, 'warn'>;
  #loaded: LoadedKeys | null = null;
  #loading: Promise<LoadedKeys> | null = null;

  /** @param keyring the keys that seal private keys */
  constructor(
    repository: SigningKeyRepository,
    keyring: Keyring,
    now: () => number,
    logger: Pick<Logger, 'warn'>,
  ) {
    this.#repository = repository;
    this.#keyring = keyring;
    this.#now = now;
    this.#logger = logger;
  }

  /** The key that signs now. */
  async signer(): Promise<Signer> {
    return (await this.#keys()).signer;
  }

  /** Public keys that verify, the newest first. */
  async published(): Promise<readonly JWK[]> {
    return (await this.#keys()).jwks;
  }

  async #keys(): Promise<LoadedKeys> {
    const known = this.#loaded;
    if (known && this.#now() - known.at < freshFor) return known;
    this.#loading ??= (known ? this.#reload(known) : this.#load()).finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** Keys that were good a minute ago stay good while the database is away. */
  async #reload(known: LoadedKeys): Promise<LoadedKeys> {
    try {
      return await this.#load();
    } catch (error) {
      this.#logger.warn({ err: error }, 'signing keys not reloaded: going on with those at hand');
      return (this.#loaded = { ...known, at: this.#now() });
    }
  }

  async #load(): Promise<LoadedKeys> {
    const stored = await this.#repository.published();
    const keys = stored.length > 0 ? stored : await this.#repository.addFirst(await this.#make());
    const [newest] = keys;
    if (!newest) throw new Error('there is no signing key');
    const signer = { kid: newest.kid, privateKey: await this.#open(newest) };
    return (this.#loaded = { signer, jwks: keys.map((key) => key.publicJwk), at: this.#now() });
  }

  async #make(): Promise<SigningKey> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { kty, crv, x } = publicKey.export({ format: 'jwk' }) as { kty: string; crv: string; x: string };
    const kid = await calculateJwkThumbprint({ kty, crv, x });
    const kek = await this.#keyring.current();
    return {
      kid,
      publicJwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' },
      privateKeySealed: seal(privateKey.export({ format: 'der', type: 'pkcs8' }), kek.bytes, kid),
      kekId: kek.id,
      createdAt: new Date(this.#now()).toISOString(),
    };
  }

  async #open({ kid, kekId, privateKeySealed }: SigningKey): Promise<KeyObject> {
    const kek = await this.#keyring.find(kekId);
    if (!kek) throw new Error(`signing key ${kid} is sealed with ${kekId}, which the keyring does not hold`);
    return createPrivateKey({ key: unseal(privateKeySealed, kek.bytes, kid), format: 'der', type: 'pkcs8' });
  }
}
