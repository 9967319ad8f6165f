import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksumsOf } from './checksums.ts';
import { compareTrees, readTree, replaceTree } from './committed-tree.ts';

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

describe('replaceTree', () => {
  it('leaves the old files, and nothing beside them, when a file cannot be written', () => {
    replaceTree(folder, old);
    const broken = new Map([
      ['a/one.yaml', 'new'],
      ['a/one.yaml/below', 'a file is no folder'],
    ]);
    expect(() => replaceTree(folder, broken)).toThrow(/EEXIST|ENOTDIR/);
    expect(readTree(folder)).toEqual(old);
    expect(readdirSync(parent)).toEqual(['rendered']);
  });

  it('is not held up by what a killed run left behind', () => {
    replaceTree(folder, old);
    for (const left of ['rendered.new', 'rendered.old']) {
      mkdirSync(join(parent, left));
      writeFileSync(join(parent, left, 'half.yaml'), '');
    }
    replaceTree(folder, new Map([['b.yaml', '3']]));
    expect(readTree(folder)).toEqual(new Map([['b.yaml', '3']]));
    expect(readdirSync(parent)).toEqual(['rendered']);
  });

  it('removes stale files and folders', () => {
    replaceTree(folder, new Map([...old, ['gone/three.yaml', '3']]));
    replaceTree(folder, old);
    expect(readdirSync(folder)).toEqual(['a']);
    replaceTree(folder, new Map());
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes nothing where nothing differs', () => {
    replaceTree(folder, old);
    // Beside the folder nothing can be written now.
    symlinkSync('/dev/null', `${folder}.new`);
    replaceTree(folder, old);
    expect(readdirSync(parent)).toEqual(['rendered', 'rendered.new']);
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
  const nothing = { edited: [], missing: [], extra: [], 'wrong checksum': [] };

  it('finds no difference in what is the same', () => {
    expect(compareTrees(wanted, new Map(wanted))).toEqual(nothing);
  });

  it('names the file whose checksum is wrong, is missing or is of no file', () => {
    const [first = '', second = ''] = checksumsOf(files).split('\n');
    const wrong = `${'0'.repeat(64)}  web/a.yaml`;
    expect(compareTrees(wanted, present(`${wrong}\n${second}\n`))).toEqual({
      ...nothing,
      'wrong checksum': ['staging/web/a.yaml'],
    });
    expect(compareTrees(wanted, present(`${first}\n`))['wrong checksum']).toEqual(['staging/web/b.yaml']);
    expect(compareTrees(wanted, present(`${checksumsOf(files)}${wrong.replace('a.', 'c.')}\n`))).toEqual({
      ...nothing,
      'wrong checksum': ['staging/web/c.yaml'],
    });
  });

  it('takes checksums in another order for edited', () => {
    const turned = checksumsOf(files).trim().split('\n').reverse().join('\n');
    expect(compareTrees(wanted, present(turned))).toEqual({ ...nothing, edited: ['staging/checksums.txt'] });
  });
});
