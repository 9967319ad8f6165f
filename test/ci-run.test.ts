import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../services/kit/src/testing/until.ts';

const script = join(import.meta.dirname, '..', '.ci', 'run');
const onDebian = existsSync('/etc/debian_version') ? it : it.skip;

let folder: string;

/** A program of that name that notes its call and then does as told. */
async function program(name: string, then = ''): Promise<void> {
  const note = `echo "${name} $*" >> '${join(folder, 'calls')}'`;
  await writeFile(join(folder, name), `#!/bin/sh\n${note}\n${then}\n`);
  await chmod(join(folder, name), 0o755);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-ci-'));
  await program('dirname', 'echo "${1%/*}"');
  await program('npm');
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs it with nothing but the programs of `folder`. */
async function run(): Promise<{ status: number | null; stderr: string; calls: string[] }> {
  const { status, stderr } = spawnSync('/bin/bash', [script], { env: { PATH: folder }, encoding: 'utf8' });
  const calls = (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');
  return { status, stderr, calls: calls.filter((call) => /^(apt-get|npm) /.test(call)) };
}

describe('.ci/run', () => {
  it('installs nothing as an ordinary user', async () => {
    await program('id', 'echo 1000');
    await program('apt-get');
    expect(await run()).toEqual({ status: 0, stderr: '', calls: ['npm test'] });
  });

  it('installs nothing when all is there', async () => {
    await program('id', 'echo 0');
    for (const name of ['apt-get', 'redis-server', 'nginx', 'chromium', 'sshd', 'nft', 'shellcheck'])
      await program(name);
    expect((await run()).calls).toEqual(['npm test']);
  });

  it('builds what takes minutes beside the tests, where there is Go', async () => {
    await program('id', 'echo 1000');
    await program('go');
    const { calls, status } = await run();
    expect([status, calls[0], calls.includes('npm test')]).toEqual([0, 'npm run --silent pretest', true]);
    const isBuilt = async () => (await readFile(join(folder, 'calls'), 'utf8')).includes('build:apiserver');
    await until(isBuilt, 5_000, 'the build is begun');
  });

  onDebian('reports a failed install and runs the tests nevertheless (on Debian)', async () => {
    await program('id', 'echo 0');
    for (const name of ['nginx', 'nft', 'shellcheck']) await program(name);
    await program('apt-get', 'echo "no network" >&2; exit 100');
    const { status, stderr, calls } = await run();
    expect(stderr).toBe(
      'no network\nCould not install redis-server chromium openssh-server: tests that want them are skipped.\n',
    );
    expect({ status, calls }).toEqual({ status: 0, calls: ['apt-get -qq update', 'npm test'] });
  });

  onDebian('installs what is missing when root (on Debian)', async () => {
    await program('id', 'echo 0');
    await program('chromium');
    await program('apt-get');
    const { status, calls } = await run();
    const missing = 'redis-server nginx openssh-server nftables shellcheck';
    const words = `-qq install --yes --no-install-recommends ${missing}`;
    expect({ status, calls }).toEqual({
      status: 0,
      calls: ['apt-get -qq update', `apt-get ${words}`, 'npm test'],
    });
  });

  it('ends as the tests end', async () => {
    await program('id', 'echo 1000');
    await program('npm', 'exit 7');
    expect((await run()).status).toBe(7);
  });
});
