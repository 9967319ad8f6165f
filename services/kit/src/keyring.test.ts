import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from './keyring.ts';
import { SecretFile } from './secret-file.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-keyring-'));
  file = join(folder, 'keys');
});
afterEach(() => rm(folder, { recursive: true }));

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url');
const open = () => new Keyring(new SecretFile(file));

describe('Keyring', () => {
  it.each([
    ['a key without an id', key(1)],
    ['a short key', 'a c2hvcnQ'],
    ['an empty line between', `a ${key(1)}\n\nb ${key(2)}`],
  ])('refuses %s by file and line, without the content', async (_name, content) => {
    await writeFile(file, content);
    const failure = await open()
      .all()
      .then(() => '', String);
    expect(failure).toMatch(/keys, line \d/);
    expect(failure).not.toContain(key(1));
  });

  it('signs with the first key and still accepts the others', async () => {
    await writeFile(file, `b ${key(2)}\na ${key(1)}\n`);
    const keyring = open();
    expect((await keyring.current()).id).toBe('b');
    expect((await keyring.find('a'))?.bytes).toEqual(Buffer.alloc(32, 1));
    expect(await keyring.find('c')).toBeNull();
  });

  it('tries again after a failed reading', async () => {
    const keyring = open();
    await expect(keyring.current()).rejects.toThrow(/ENOENT/);
    await writeFile(file, `a ${key(1)}`);
    expect((await keyring.current()).id).toBe('a');
  });
});
