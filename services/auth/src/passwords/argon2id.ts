import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { Argon2Hash } from './phc.ts';

const derive = promisify(argon2);

/**
 * The argon2id tag of a password, on libuv's threads.
 * @param password taken exactly as received: no trimming, no normalisation; UTF-8
 * @param length bytes of the tag
 */
export function argon2id(password: string, hash: Omit<Argon2Hash, 'tag'>, length: number): Promise<Buffer> {
  return derive('argon2id', {
    message: Buffer.from(password, 'utf8'),
    nonce: hash.salt,
    memory: hash.memory,
    passes: hash.passes,
    parallelism: hash.parallelism,
    tagLength: length,
  });
}
