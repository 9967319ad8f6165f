import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { StaticSite } from '../catalogue/deployable.ts';
import { landing } from '../catalogue/landing.ts';
import { web } from '../catalogue/web.ts';
import { freePort } from '../local/postgres/free-port.ts';
import { rawRequest } from '../local/static/testing/raw-request.ts';
import { describeStaticSite, type RunningSite } from '../local/static/static-site.contract.ts';
import { nginxConfig } from './nginx-config.ts';

const places = { root: '/srv', port: 8080, temporary: '/tmp' };
const isInstalled = spawnSync('nginx', ['-v']).error === undefined;

if (isInstalled) describeStaticSite('nginx', startNginx);
else
  describe.skip('static site (nginx): nginx is not on the PATH', () =>
    it('answers as the twin does', () => undefined));

describe('nginxConfig', () => {
  it('refuses a header that nginx would read a variable in', () => {
    const site = { ...web.site, headers: { 'X-Price': '$amount' } };
    expect(() => nginxConfig({ ...web, site }, places)).toThrow('nginx would read a variable in "$amount"');
  });

  it.each([web, landing])('writes below the temporary folder only, for $name', (app) => {
    const written = nginxConfig(app, places).match(/^ *(pid|\w+_temp_path) .*$/gm) ?? [];
    expect(written).toHaveLength(6);
    for (const line of written) expect(line).toContain('"/tmp/');
  });

  it('sets headers in one place, as a location with its own would drop the others', () => {
    const config = nginxConfig(web, places);
    expect(config.match(/add_header /g)).toHaveLength(Object.keys(web.site.headers).length + 2);
    expect(config).not.toMatch(/location [^}]*add_header/);
  });

  it.each([web, landing])('is the same each time, for $name', (app) => {
    expect(nginxConfig(app, places)).toBe(nginxConfig(structuredClone<StaticSite>(app), places));
  });
});

async function startNginx(app: StaticSite, folder: string): Promise<RunningSite> {
  const home = await mkdtemp(join(tmpdir(), 'goalixa-nginx-'));
  const root = join(home, 'srv');
  const port = await freePort();
  const served = join(root, app.site.urlPrefix).replace(/\/$/, '');
  await mkdir(dirname(served), { recursive: true });
  await symlink(folder, served);
  const config = join(home, 'nginx.conf');
  await writeFile(config, nginxConfig(app, { root, port, temporary: home }));
  // As root it would give up its rights to a user who cannot read the test's folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const nginx = spawn('nginx', ['-e', 'stderr', '-c', config, '-g', `daemon off; ${user}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(nginx, 'exit').then(([code]) => `exit ${Number(code)}`);
  await untilListening(`http://127.0.0.1:${port}`, ended);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      nginx.kill('SIGQUIT');
      await ended;
      await rm(home, { recursive: true });
    },
  };
}

async function untilListening(url: string, ended: Promise<string>): Promise<void> {
  let end: string | null = null;
  void ended.then((how) => (end = how));
  const listens = async () => {
    if (end !== null) throw new Error(`nginx ended: ${end}`);
    return rawRequest(url, '/').then(
      () => true,
      () => false,
    );
  };
  await until(listens, 5_000, 'nginx listens');
}
