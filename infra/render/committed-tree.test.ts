import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksumsOf } from './checksums.ts';
import { compareTrees, readCommitted, replaceTree } from './committed-tree.ts';
import { readTree } from './read-tree.ts';
import type { Tree } from './rendered-tree.ts';

const mkfifo = 'mkfifo';
const hasMkfifo = spawnSync(mkfifo, ['--version']).status === 0;

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'goalixa-tree-'));
  folder = join(parent, 'rendered');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const old = new Map([
  ['a/one.yaml', '1'],
  ['a/two.yaml', '2'],
]);

const newer = new Map([['b.yaml', '3']]);
const put = (tree: Tree): void => replaceTree(folder, () => tree);
const beside = (): string[] => readdirSync(parent).filter((name) => name !== 'rendered.lock');

describe('replaceTree', () => {
  it('leaves the old files, and nothing beside them, when a file cannot be written', () => {
    put(old);
    const broken = new Map([
      ['a/one.yaml', 'new'],
      ['a/one.yaml/below', 'a file is no folder'],
    ]);
    expect(() => put(broken)).toThrow(/EEXIST|ENOTDIR/);
    expect(readTree(folder)).toEqual(old);
    expect(beside()).toEqual(['rendered']);
  });

  it('is not held up by what a killed run left behind', () => {
    put(old);
    for (const left of ['rendered.new-a1b2c3', 'rendered.old']) {
      mkdirSync(join(parent, left));
      writeFileSync(join(parent, left, 'half.yaml'), '');
    }
    put(newer);
    expect(readTree(folder)).toEqual(newer);
    expect(beside()).toEqual(['rendered']);
  });

  it('has the old tree back, before anything else, when a run was killed between two moves', () => {
    put(old);
    renameSync(folder, `${folder}.old`);
    replaceTree(folder, ({ files }) => new Map([...files, ...newer]));
    expect(readTree(folder)).toEqual(new Map([...old, ...newer]));
    expect(beside()).toEqual(['rendered']);
  });

  it('removes stale files and folders, links and pipes, and leaves alone what links lead to', () => {
    put(new Map([...old, ['gone/three.yaml', '3']]));
    const elsewhere = join(parent, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'mine.yaml'), 'mine');
    symlinkSync(elsewhere, join(folder, 'linked'));
    mkdirSync(join(folder, 'empty'));
    put(old);
    expect(readdirSync(folder)).toEqual(['a']);
    put(new Map());
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(elsewhere)).toEqual(['mine.yaml']);
  });

  it('makes a folder of a link to one', () => {
    const elsewhere = join(parent, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, folder);
    put(old);
    expect(lstatSync(folder).isDirectory()).toBe(true);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('can be read by everybody who could read what it replaces', () => {
    put(old);
    expect(statSync(folder).mode & 0o777).toBe(statSync(join(folder, 'a')).mode & 0o777);
  });

  it('writes nothing where nothing differs', () => {
    put(old);
    const { ino } = statSync(folder);
    put(old);
    expect(statSync(folder).ino).toBe(ino);
    put(newer);
    expect(statSync(folder).ino).not.toBe(ino);
  });
});

describe('readCommitted', () => {
  it('names links, also of the same content, and empty folders, and follows no link', () => {
    put(old);
    writeFileSync(join(parent, 'one.yaml'), '1');
    rmSync(join(folder, 'a/one.yaml'));
    symlinkSync(join(parent, 'one.yaml'), join(folder, 'a/one.yaml'));
    symlinkSync(parent, join(folder, 'linked'));
    mkdirSync(join(folder, 'empty/below'), { recursive: true });
    expect(compareTrees(old, readCommitted(folder))).toEqual({
      edited: [],
      missing: ['a/one.yaml'],
      extra: ['a/one.yaml (a link)', 'empty/below (an empty folder)', 'linked (a link)'],
      'wrong checksum': [],
    });
  });

  (hasMkfifo ? it : it.skip)('names a pipe and does not wait for it (needs mkfifo)', () => {
    put(old);
    spawnSync(mkfifo, [join(folder, 'a/pipe')]);
    expect(readCommitted(folder).strangers).toEqual([{ path: 'a/pipe', what: 'no regular file' }]);
    put(old);
    expect(readCommitted(folder)).toEqual({ files: old, strangers: [] });
  });

  it('makes no lock where nobody has written', () => {
    expect(readCommitted(folder)).toEqual({ files: new Map(), strangers: [] });
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe('compareTrees', () => {
  const files = new Map([
    ['web/a.yaml', 'a'],
    ['web/b.yaml', 'b'],
  ]);
  const wanted = new Map([
    ...[...files].map(([path, text]) => [`staging/${path}`, text] as const),
    ['staging/checksums.txt', checksumsOf(files)] as const,
  ]);
  const present = (checksums: string) => new Map([...wanted, ['staging/checksums.txt', checksums]]);
  const compare = (files: Tree) => compareTrees(wanted, { files, strangers: [] });
  const nothing = { edited: [], missing: [], extra: [], 'wrong checksum': [] };

  it('finds no difference in what is the same', () => {
    expect(compare(new Map(wanted))).toEqual(nothing);
  });

  it('names the file whose checksum is wrong, is missing or is of no file', () => {
    const [first = '', second = ''] = checksumsOf(files).split('\n');
    const wrong = `${'0'.repeat(64)}  web/a.yaml`;
    expect(compare(present(`${wrong}\n${second}\n`))).toEqual({
      ...nothing,
      'wrong checksum': ['staging/web/a.yaml'],
    });
    expect(compare(present(`${first}\n`))['wrong checksum']).toEqual(['staging/web/b.yaml']);
    expect(compare(present(`${checksumsOf(files)}${wrong.replace('a.', 'c.')}\n`))).toEqual({
      ...nothing,
      'wrong checksum': ['staging/web/c.yaml'],
    });
  });

  it('takes checksums in another order for edited', () => {
    const turned = checksumsOf(files).trim().split('\n').reverse().join('\n');
    expect(compare(present(turned))).toEqual({ ...nothing, edited: ['staging/checksums.txt'] });
  });
});
