import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaticSite } from '../../catalogue/deployable.ts';
import { landing } from '../../catalogue/landing.ts';
import { web } from '../../catalogue/web.ts';
import { compressFiles } from '../../images/compress-files.ts';
import { rawRequest, type RawAnswer } from './testing/raw-request.ts';

/** A server of one site, on a free port. */
export interface RunningSite {
  readonly url: string;
  close(): Promise<void>;
}

const long = ' '.repeat(600); // enough for a compressed copy
const files = {
  'index.html': `<!doctype html><title>shell</title>${long}`,
  '404.html': `<!doctype html><title>lost</title>${long}`,
  'app.js': 'export const answer = 42;\n',
  'style.css': `body{color:teal}${long}`,
  'manifest.webmanifest': `{"name":"Goalixa"}${long}`,
  'sitemap.xml': `<urlset/>${long}`,
  'picture.webp': 'RIFF',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '.env': 'SECRET=1',
  '.well-known/security.txt': 'Contact: mailto:security@example.com',
  'assets/main.3f2a.js': 'export {};\n',
  'assets/long.3f2a.js': `export {};${long}`,
  'docs/index.html': '<!doctype html><title>docs</title>',
};

/**
 * What every server of static sites has to answer, whatever it is made of.
 * @param start serves the files of a folder as that site
 */
export function describeStaticSite(
  name: string,
  start: (app: StaticSite, folder: string) => Promise<RunningSite>,
): void {
  describe(`static site (${name})`, () => {
    const sites: Record<string, RunningSite> = {};
    let outside: string;
    beforeAll(async () => {
      outside = await mkdtemp(join(tmpdir(), 'goalixa-site-'));
      await writeFile(join(outside, 'package.json'), 'OUTSIDE');
      const folder = join(outside, 'public files');
      for (const [file, text] of Object.entries(files)) await write(join(folder, file), text);
      await compressFiles(folder);
      sites['web'] = await start(web, folder);
      sites['landing'] = await start(landing, folder);
    });
    afterAll(async () => {
      await Promise.all(Object.values(sites).map((site) => site.close()));
      await rm(outside, { recursive: true });
    });

    const get = (site: 'web' | 'landing', path: string, options = {}): Promise<RawAnswer> =>
      rawRequest(`${sites[site]?.url}`, path, options);

    it.each([
      '/app/../../package.json',
      '/app/%2e%2e/%2e%2e/package.json',
      '/app/..%2f..%2fpackage.json',
      '/app/..%5c..%5cpackage.json',
      '/app/assets/../../package.json',
      '/app/assets/%2e%2e/%2e%2e/package.json',
      '/app/%00',
      '/app/%ff',
      '/app/.env',
    ])('never leaves the folder for %s', async (path) => {
      for (const answer of [await get('web', path), await get('landing', path.replace('/app/', '/'))]) {
        expect(answer.body).not.toMatch(/OUTSIDE|SECRET/);
      }
    });

    it.each(['/app/../../package.json', '/app/.env', '/.env', '/elsewhere', '/application/'])(
      'refuses %s',
      async (path) => {
        const { status } = await get('web', path);
        expect([400, 404]).toContain(status);
      },
    );

    it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('answers 405 to %s', async (method) => {
      for (const path of ['/app/', '/app/app.js', '/app/unknown']) {
        const { status, headers } = await get('web', path, { method });
        expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
      }
    });

    it('answers unknown paths of an app by its shell', async () => {
      for (const path of [
        '/app/',
        '/app/tasks',
        '/app/tasks/1',
        '/app/tasks/',
        '/app/index.html',
        '/app/a.b?c=d',
      ]) {
        const { status, body, headers } = await get('web', path);
        expect([path, status, body]).toEqual([path, 200, files['index.html']]);
        expect(headers['content-type']).toMatch(/^text\/html; ?charset=utf-8$/i);
      }
    });

    it('answers unknown paths of pages by the 404 page', async () => {
      for (const path of [
        '/unknown',
        '/unknown/',
        '/a/b.c',
        '/docs',
        '/404.html',
        '/assets/gone.js',
        '/.env',
      ]) {
        const { status, body, headers } = await get('landing', path);
        expect([path, status, body]).toEqual([path, 404, files['404.html']]);
        expect(headers['cache-control']).toBe('no-cache');
      }
    });

    it('answers 404 for a missing asset, never the shell', async () => {
      for (const path of ['/app/assets/gone.3f2a.js', '/app/assets/', '/app/assets/deep/gone']) {
        const { status, body, headers } = await get('web', path);
        expect([path, status, headers['cache-control']]).toEqual([path, 404, 'no-cache']);
        expect(body).not.toBe(files['index.html']);
      }
    });

    it('redirects to the prefix, relative to whatever host it is reached by', async () => {
      const { status, headers } = await get('web', '/app?a=b');
      expect([status, headers['location']]).toEqual([308, '/app/?a=b']);
      expect((await get('web', '/app')).headers['location']).toBe('/app/');
    });

    it.each([
      ['/app.js', 'text/javascript'],
      ['/style.css', 'text/css'],
      ['/icon.svg', 'image/svg+xml'],
      ['/docs/', 'text/html'],
      ['/manifest.webmanifest', 'application/manifest+json'],
      ['/sitemap.xml', 'application/xml'],
      ['/picture.webp', 'image/webp'],
      ['/.well-known/security.txt', 'text/plain'],
    ])('serves %s as %s', async (path, type) => {
      const { status, headers } = await get('landing', path);
      expect([status, headers['content-type']?.split(';')[0]]).toEqual([200, type]);
    });

    it('sends the headers of the descriptor with every answer', async () => {
      const lost = await get('landing', '/unknown');
      for (const [header, value] of Object.entries(landing.site.headers)) {
        expect(lost.headers[header.toLowerCase()]).toBe(value);
      }
      const answers = [
        await get('web', '/app/'),
        await get('web', '/app'),
        await get('web', '/app/app.js'),
        await get('web', '/app/assets/main.3f2a.js'),
        await get('web', '/app/assets/gone.js'),
        await get('web', '/app/', { method: 'POST' }),
        await get('web', '/app/', { headers: { 'Accept-Encoding': 'gzip' } }),
        await get('web', '/elsewhere'),
      ];
      for (const [header, value] of Object.entries(web.site.headers)) {
        for (const { headers } of answers) expect(headers[header.toLowerCase()]).toBe(value);
      }
      for (const { headers } of answers) expect(headers).not.toHaveProperty('x-powered-by');
    });

    it('caches hashed files for a year and lets all others be asked for', async () => {
      const cacheControl = async (path: string) => (await get('web', path)).headers['cache-control'];
      expect(await cacheControl('/app/assets/main.3f2a.js')).toBe('public, max-age=31536000, immutable');
      for (const path of ['/app/', '/app/app.js', '/app/tasks', '/app']) {
        expect(await cacheControl(path)).toBe('no-cache');
      }
    });

    it.each(['/app/', '/app/tasks', '/app/style.css', '/app/assets/main.3f2a.js'])(
      'answers 304 for the ETag of %s',
      async (path) => {
        const first = await get('web', path);
        expect(first.headers['etag']).toMatch(/^(W\/)?".+"$/);
        const again = await get('web', path, { headers: { 'If-None-Match': first.headers['etag'] } });
        expect([again.status, again.body]).toEqual([304, '']);
        expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
        const changed = await get('web', path, { headers: { 'If-None-Match': '"other"' } });
        expect([changed.status, changed.body]).toEqual([200, first.body]);
      },
    );

    it.each(['/app/', '/app/app.js', '/app/tasks'])('answers HEAD %s without a body', async (path) => {
      const { status, body, headers } = await get('web', path, { method: 'HEAD' });
      expect([status, body]).toEqual([200, '']);
      expect(headers['content-length']).toBe((await get('web', path)).headers['content-length']);
    });

    const takesGzip = { 'Accept-Encoding': 'gzip, deflate, br' };
    const copied = [
      '/app/',
      '/app/tasks',
      '/app/style.css',
      '/app/manifest.webmanifest',
      '/app/assets/long.3f2a.js',
    ];

    it.each(copied)('sends the compressed copy of %s to who takes it', async (path) => {
      const plain = await get('web', path);
      const { status, headers, bytes } = await get('web', path, { headers: takesGzip });
      expect([status, headers['content-encoding'], headers['vary']]).toEqual([
        200,
        'gzip',
        'Accept-Encoding',
      ]);
      expect(gunzipSync(bytes).toString()).toBe(plain.body);
      expect(headers['content-length']).toBe(String(bytes.length));
      for (const name of ['content-type', 'cache-control']) expect(headers[name]).toBe(plain.headers[name]);
    });

    it.each([undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.000, br', 'notgzip'])(
      'sends the file itself to who accepts %p, and tells caches that it depends',
      async (accepted) => {
        for (const path of copied) {
          const { body, headers } = await get('web', path, { headers: { 'Accept-Encoding': accepted } });
          expect(Object.values(files)).toContain(body);
          expect(headers).not.toHaveProperty('content-encoding');
          expect(headers['vary']).toBe('Accept-Encoding');
        }
      },
    );

    it.each(copied)(
      'answers 304 for the ETag of the compressed %s, which is not that of the file',
      async (path) => {
        const { etag } = (await get('web', path, { headers: takesGzip })).headers;
        expect(etag).toMatch(/^(W\/)?".+"$/);
        expect((await get('web', path)).headers['etag']).not.toBe(etag);
        const again = await get('web', path, { headers: { ...takesGzip, 'If-None-Match': etag } });
        expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', etag]);
        expect(again.headers['vary']).toBe('Accept-Encoding');
        expect((await get('web', path, { headers: { 'If-None-Match': etag } })).status).toBe(200);
      },
    );

    it('answers HEAD for a compressed copy by its length, without a body', async () => {
      const { bytes } = await get('web', '/app/style.css', { headers: takesGzip });
      const { status, body, headers } = await get('web', '/app/style.css', {
        method: 'HEAD',
        headers: takesGzip,
      });
      expect([status, body, headers['content-encoding']]).toEqual([200, '', 'gzip']);
      expect(headers['content-length']).toBe(String(bytes.length));
    });

    it('answers a range of a file', async () => {
      const { status, headers, body } = await get('web', '/app/style.css', {
        headers: { Range: 'bytes=2-11' },
      });
      expect([status, body]).toEqual([206, files['style.css'].slice(2, 12)]);
      expect(headers['content-range']).toBe(`bytes 2-11/${files['style.css'].length}`);
      const beyond = await get('web', '/app/style.css', { headers: { Range: 'bytes=9999-' } });
      expect(beyond.status).toBe(416);
    });

    // nginx before 1.23.4 knows no ranges of compressed copies.
    it('answers a range of a compressed copy by that part of the copy, or by all of it', async () => {
      const ask = (range?: string) =>
        get('web', '/app/style.css', { headers: { ...takesGzip, Range: range } });
      const { bytes } = await ask();
      const part = await ask('bytes=2-11');
      expect(part.headers['content-encoding']).toBe('gzip');
      expect(part.bytes).toEqual(part.status === 206 ? bytes.subarray(2, 12) : bytes);
      const range = part.status === 206 ? `bytes 2-11/${bytes.length}` : undefined;
      expect(part.headers['content-range']).toBe(range);
      const beyond = await ask('bytes=9999-');
      expect([beyond.status, beyond.headers['content-encoding']]).toEqual(
        part.status === 206 ? [416, undefined] : [200, 'gzip'],
      );
    });

    it('sends the 404 page compressed too', async () => {
      const { status, headers, bytes } = await get('landing', '/unknown', { headers: takesGzip });
      expect([status, headers['content-encoding'], headers['vary']]).toEqual([
        404,
        'gzip',
        'Accept-Encoding',
      ]);
      expect(gunzipSync(bytes).toString()).toBe(files['404.html']);
    });

    it('answers 404 for a compressed copy by its own name', async () => {
      for (const path of [
        '/app/style.css.gz',
        '/app/assets/long.3f2a.js.gz',
        '/app/index%2ehtml.gz',
        '/app/gone.gz',
      ]) {
        for (const headers of [{}, takesGzip]) {
          const { status, body } = await get('web', path, { headers });
          expect([path, status]).toEqual([path, 404]);
          expect(Object.values<string>(files)).not.toContain(body);
        }
      }
      expect((await get('landing', '/style.css.gz')).body).toBe(files['404.html']);
    });

    it('serves its own health paths', async () => {
      expect((await get('web', web.health.live)).status).toBe(200);
      expect((await get('landing', landing.health.ready)).status).toBe(200);
    });
  });
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
