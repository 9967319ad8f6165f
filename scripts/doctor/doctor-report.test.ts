import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctorReport } from './doctor-report.ts';
import { tools, type Tool } from './tools.ts';

let folder: string;

async function program(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-doctor-'));
  await program('nginx', 'echo "nginx version: nginx/1.22.1" >&2');
  await program('google-chrome', 'test "$1" = --version && echo Google Chrome 140.0.7339.80');
  await program('broken', 'exit 3');
  await writeFile(join(folder, 'redis-server'), 'not a program');
});

afterAll(() => rm(folder, { recursive: true }));

/** What the report says about one tool of the list. */
async function reportOf(name: string): Promise<string> {
  const tool: Tool = tools.find((one) => one.name === name) ?? { name, wantedBy: 'w', howToGet: 'h' };
  return doctorReport([tool], ['/no/such/folder', folder]);
}

describe('doctorReport', () => {
  it('names what wants a missing tool and how to get it', async () => {
    const report = await reportOf('redis-server'); // a file of that name that cannot be run
    expect(report).toContain(
      'missing  redis-server\n         wanted by: tests of the cache with a real Redis',
    );
    expect(report).toContain('to get it: the package redis-server (Debian), redis (Homebrew)');
    expect(report).toContain('0 of 1 found.');
  });

  it('finds a tool by any of its names and tells its version, from either output', async () => {
    expect(await reportOf('chromium')).toContain('found    chromium  140.0.7339.80');
    expect(await reportOf('nginx')).toContain('found    nginx  1.22.1');
  });

  it('counts a tool that tells no version as found', async () => {
    expect(await reportOf('broken')).toContain('found    broken  version unknown');
  });

  it('is printed by the command, which ends with 0 whatever is missing', () => {
    const script = join(import.meta.dirname, '..', 'doctor.ts');
    const output = execFileSync(process.execPath, [script], { env: { PATH: folder }, encoding: 'utf8' });
    for (const { name } of tools)
      expect(output).toMatch(new RegExp(`^(found   |missing ) ${name}( |$)`, 'm'));
  });
});
