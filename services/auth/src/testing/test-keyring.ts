import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';

/** A keyring of fresh keys in a temporary file. */
export interface TestKeyring {
  readonly keyring: Keyring;
  readonly path: string;
  remove(): Promise<void>;
}

/** @param ids ids of the keys, the current one first */
export async function createTestKeyring(ids: readonly string[] = ['k1']): Promise<TestKeyring> {
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-keyring-'));
  const path = join(folder, 'keyring');
  await writeFile(path, ids.map((id) => `${id} ${randomBytes(32).toString('base64url')}\n`).join(''), {
    mode: 0o600,
  });
  return {
    keyring: new Keyring(new SecretFile(path)),
    path,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
