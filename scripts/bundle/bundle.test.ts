import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../infra/catalogue/catalogue.ts';
import type { Deployable } from '../../infra/catalogue/deployable.ts';
import { freePort } from '../../infra/local/postgres/free-port.ts';
import { paths } from '../../infra/paths.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import { bundle } from './bundle.ts';
import { bundledEnvironment } from './testing/bundled-environment.ts';
import { copyStage, only, parseDockerfile, type Dockerfile } from './testing/dockerfile.ts';

const dockerfileOf = (app: Deployable): Promise<string> =>
  readFile(join(paths.root, app.kind === 'static' ? app.site.root : app.source, 'Dockerfile'), 'utf8');

const largestBundle = 5_000_000; // bytes that a service adds to its base image

describe.each(catalogue.map((app) => [app.name, app] as const))('the image of %s', (name, app) => {
  let folder: string;
  let image: string;
  let workdir: string;
  let dockerfile: Dockerfile;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goalixa-bundle-'));
    image = join(folder, 'image');
    dockerfile = parseDockerfile(await dockerfileOf(app));
    await bundle(app, join(folder, 'dist', name));
    await mkdir(image);
    workdir = await copyStage(dockerfile.runtime, join(folder, 'dist'), image);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds every file of the bundle and no other', async () => {
    const bundled = await contentOf(join(folder, 'dist', name));
    const copied = await contentOf(image);
    expect([...copied.values()].sort()).toEqual([...bundled.values()].sort());
    expect([...copied.keys()].filter((file) => file.includes('node_modules'))).toEqual([]);
  });

  it('is the same when it is built again', async () => {
    const again = join(folder, 'again');
    await bundle(app, again);
    expect(await contentOf(again)).toEqual(await contentOf(join(folder, 'dist', name)));
  });

  it('runs nothing in the stage of the target architecture, and that without root', () => {
    const { build, runtime } = dockerfile;
    expect(only(build, 'FROM')).toBe('--platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build');
    expect(only(runtime, 'FROM')).toBe('${RUNTIME_IMAGE}');
    expect(runtime.map(([instruction]) => instruction)).not.toContain('RUN');
    expect([only(runtime, 'USER'), only(runtime, 'EXPOSE')]).toEqual(['65532:65532', '8080']);
    expect(JSON.parse(only(runtime, 'CMD'))).toEqual(expect.any(Array));
  });

  it('is built as those of its kind are', async () => {
    const [first] = catalogue.filter(({ kind }) => kind === app.kind);
    if (!first) throw new Error('no entry of the kind');
    const own = (await dockerfileOf(app)).replaceAll(name, '<name>');
    expect(own).toBe((await dockerfileOf(first)).replaceAll(first.name, '<name>'));
  });

  if (app.kind === 'static') {
    it('starts nginx with the generated configuration and the files where that looks for them', async () => {
      const config = await readFile(join(image, 'etc/nginx/nginx.conf'), 'utf8');
      expect(config).toContain('root "/srv";');
      expect(await readdir(join(image, 'srv', app.site.urlPrefix))).toContain('index.html');
    });
    return;
  }

  it('adds at most 5 MB to its base', async () => {
    const sizes = [...(await contentOf(image)).values()].map((content) => Buffer.byteLength(content));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(largestBundle);
  });

  it('starts from its own files alone and answers that it lives', async () => {
    const port = await freePort();
    const env = await bundledEnvironment(app, port, join(folder, 'secrets'));
    const command = JSON.parse(only(dockerfile.runtime, 'CMD')) as string[];
    const service = spawn(process.execPath, command, {
      cwd: workdir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(service, 'exit');
    const output = Promise.all([text(service.stdout), text(service.stderr)]);
    const answering = answerOf(`http://127.0.0.1:${port}${app.health.live}`, ended);
    const answer = await answering.finally(() => service.kill('SIGTERM'));
    const [code] = (await ended) as [number | null];
    expect({ answer, code, output: await output }).toMatchObject({ answer: 200, code: 0 });
  });
});

/** Status of the first answer; `null` when the process ended before. */
async function answerOf(url: string, ended: Promise<unknown>): Promise<number | null> {
  let isOver = false;
  let status: number | null = null;
  void ended.then(() => (isOver = true));
  const isDecided = async () => {
    status = await fetch(url).then(
      (answer) => answer.status,
      () => null,
    );
    return isOver || status !== null;
  };
  await until(isDecided, 10_000, `${url} answers`);
  return status;
}

/** Content of every file below a folder, by its path. */
async function contentOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.sort().map(async (file) => {
    return [file.slice(folder.length), await readFile(file, 'latin1')] as const;
  });
  return new Map(await Promise.all(contents));
}
