import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import { DataFolder } from './data-folder.ts';
import { processIdentity } from './process-identity.ts';
import { SitesBuild } from './sites-build.ts';

let folder: string;
let data: DataFolder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalixa build '));
  data = new DataFolder(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A build that does this instead. */
function buildOf(script: string): SitesBuild {
  const file = join(folder, 'build.mjs');
  writeFileSync(file, script);
  return new SitesBuild(data, file);
}

describe('SitesBuild', () => {
  it('fails with what the build said, however it ended', async () => {
    const failing = buildOf("process.stderr.write('web: no main.js\\n'); process.exitCode = 1;");
    await expect(failing.run()).rejects.toThrow(/^the pages could not be built: web: no main\.js$/);
    const killed = buildOf("process.kill(process.pid, 'SIGKILL');");
    await expect(killed.run()).rejects.toThrow(/^the pages could not be built: SIGKILL$/);
  });

  it('gives the build the folder of the sites, and no variable of the shell', async () => {
    const telling = `
      import { writeFileSync } from 'node:fs';
      writeFileSync(process.argv[2] + '/told.json', JSON.stringify(Object.keys(process.env)));`;
    await buildOf(telling).run();
    const told: unknown = JSON.parse(readFileSync(join(data.sites, 'told.json'), 'utf8'));
    expect(told).toContain('PATH');
    expect(told).not.toContain('JEST_WORKER_ID');
  });

  it('leaves no process when it is stopped half-way, and starts none afterwards', async () => {
    const endless = `
      import { writeFileSync } from 'node:fs';
      setInterval(() => writeFileSync(process.argv[2] + '/pid', String(process.pid)), 20);`;
    const build = buildOf(endless);
    const ended = expect(build.run()).rejects.toThrow('was stopped');
    const file = join(data.sites, 'pid');
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '', 5_000, 'a build under way');
    const pid = Number(readFileSync(file, 'utf8'));
    await build.stop();
    await ended;
    expect(processIdentity(pid)).toBeNull();

    const never = buildOf(endless);
    await never.stop();
    rmSync(file);
    await expect(never.run()).rejects.toThrow('was stopped');
    expect(existsSync(file)).toBe(false);
  });
});
