import type { SecretFile } from './secret-file.ts';

export interface Key {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

const rereadAfterMs = 1_000;

/**
 * Several keys of one purpose in one secret file: a line `<id> <base64url of 32 bytes>` each, the
 * first one current, the others still accepted. Read again when the last reading is over 1 s old.
 */
export class Keyring {
  readonly #file: SecretFile;
  #keys: Promise<readonly Key[]> | undefined;
  #readAt = 0;

  constructor(file: SecretFile) {
    this.#file = file;
  }

  /** The key that encrypts and signs now. */
  async current(): Promise<Key> {
    const [first] = await this.all();
    if (!first) throw new Error(`the keyring ${this.#file.path} holds no key`);
    return first;
  }

  /** @returns the key of that id, or `null` when it was retired */
  async find(id: string): Promise<Key | null> {
    return (await this.all()).find((key) => key.id === id) ?? null;
  }

  /** @throws Error naming the file and line when it is unreadable or malformed */
  async all(): Promise<readonly Key[]> {
    const now = performance.now();
    if (!this.#keys || now - this.#readAt > rereadAfterMs) {
      this.#readAt = now;
      this.#keys = this.#file.read().then((text) => parseKeyring(text, this.#file.path));
      // A failed reading is not remembered: the next use tries again.
      this.#keys.catch(() => (this.#keys = undefined));
    }
    return this.#keys;
  }
}

function parseKeyring(text: string, path: string): readonly Key[] {
  return text.split('\n').map((line, index) => {
    const [id, encoded] = line.trim().split(/\s+/);
    const bytes = Buffer.from(encoded ?? '', 'base64url');
    if (!id || bytes.length !== 32) {
      throw new Error(`${path}, line ${index + 1}: a key is "<id> <base64url of 32 bytes>"`);
    }
    return { id, bytes };
  });
}
