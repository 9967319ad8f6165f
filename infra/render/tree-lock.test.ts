import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locked } from './tree-lock.ts';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'goalixa-lock-'));
  folder = join(parent, 'rendered');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const refused = /rendered\.lock: another run of the renderer holds it/;

describe('locked', () => {
  it('refuses a second writer and a reader while one writes', () => {
    locked(folder, 'write', () => {
      expect(() => locked(folder, 'write', () => 'in', 10)).toThrow(refused);
      expect(() => locked(folder, 'read', () => 'in', 10)).toThrow(refused);
    });
  });

  it('refuses a writer while one reads, and no other reader', () => {
    locked(folder, 'write', () => undefined);
    locked(folder, 'read', () => {
      expect(() => locked(folder, 'write', () => 'in', 10)).toThrow(refused);
      expect(locked(folder, 'read', () => 'in', 10)).toBe('in');
    });
  });

  it('says where it cannot be taken', () => {
    expect(() => locked(join(parent, 'none/rendered'), 'write', () => 'in')).toThrow(
      /none\/rendered\.lock: unable to open/,
    );
  });

  it('is free again after work that failed', () => {
    const fail = () => {
      throw new Error('failed');
    };
    expect(() => locked(folder, 'write', fail)).toThrow('failed');
    expect(locked(folder, 'write', () => 'in', 10)).toBe('in');
  });

  it('is free again when its owner was killed', async () => {
    const module = pathToFileURL(join(import.meta.dirname, 'tree-lock.ts')).href;
    const hold = `locked(${JSON.stringify(folder)}, 'write', () => {
      console.log('mine');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
    const owner = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { locked } from '${module}'; ${hold}`,
    ]);
    try {
      await once(owner.stdout, 'data');
      expect(() => locked(folder, 'write', () => 'in', 10)).toThrow(refused);
    } finally {
      owner.kill('SIGKILL');
    }
    await once(owner, 'exit');
    expect(readdirSync(parent)).toEqual(['rendered.lock']);
    expect(locked(folder, 'write', () => 'in', 10)).toBe('in');
  });

  it('writes nothing to read where nobody has written', () => {
    expect(locked(folder, 'read', () => 'in')).toBe('in');
    expect(readdirSync(parent)).toEqual([]);
  });
});
