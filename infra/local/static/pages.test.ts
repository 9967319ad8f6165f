import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type StartedApp } from '@goalixa/kit/testing/start-app.ts';
import { catalogue } from '../../catalogue/catalogue.ts';
import type { StaticSite } from '../../catalogue/deployable.ts';
import { routeFor, routesOf } from '../../catalogue/routes-of.ts';
import { buildSite } from '../../images/build-site.ts';
import { createStaticApp } from './static-server.ts';

const sites = catalogue.filter((app): app is StaticSite => app.kind === 'static');

describe.each(sites.map((site) => [site.name, site] as const))('the built pages of %s', (name, app) => {
  let folder: string;
  let server: StartedApp | undefined;
  const pages: { readonly file: string; readonly html: string }[] = [];
  const modules: { readonly file: string; readonly code: string }[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goalixa-pages-'));
    await buildSite(app.site, folder);
    server = await startApp(createStaticApp(app, folder));
    for (const file of (await readdir(folder, { recursive: true })).sort()) {
      if (file.endsWith('.html')) pages.push({ file, html: await readFile(join(folder, file), 'utf8') });
      if (file.endsWith('.js')) modules.push({ file, code: await readFile(join(folder, file), 'utf8') });
    }
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true });
  });

  it('hold no script, style or handler of their own, which the policy forbids', () => {
    for (const { file, html } of pages) {
      expect([file, html]).not.toEqual([
        file,
        // What search engines read is data, and never run.
        expect.stringMatching(
          /<style|<script(?![^>]* src=)(?! type="application\/ld\+json">)|\s(on\w+|style)=/,
        ),
      ]);
    }
  });

  it('load and link only what the installation answers', async () => {
    const paths = pages.flatMap(({ html }) => referencesIn(html)).filter((path) => path.startsWith('/'));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of new Set(paths)) {
      const target = routeFor(routesOf(catalogue), path)?.target;
      expect([path, target]).toEqual([path, expect.any(String)]);
      if (target === name) expect([path, (await fetch(`${server?.url}${path}`)).status]).toEqual([path, 200]);
    }
  });

  it('load nothing from elsewhere, and link there by https only', () => {
    for (const { file, html } of pages) {
      for (const tag of html.match(/<\w[^>]*>/g) ?? []) {
        const isLink = /^<a |rel="canonical"/.test(tag);
        for (const path of referencesIn(tag)) {
          expect([file, path]).toEqual([
            file,
            expect.stringMatching(isLink ? /^(\/|#|https:)/ : /^\/(?!\/)/),
          ]);
          if (path.startsWith('#'))
            expect([file, html]).toEqual([file, expect.stringContaining(`id="${path.slice(1)}"`)]);
        }
      }
    }
  });

  it('name a language, a title and the width of the device', () => {
    for (const { html } of pages) {
      expect(html).toMatch(/<html\b[^>]* lang="\w+"/);
      expect(html).toMatch(/<title>.+<\/title>/);
      expect(html).toMatch(/name="viewport" content="width=device-width, initial-scale=1/);
    }
  });

  it('label every field', () => {
    for (const { html } of pages) {
      const fields = all(html, /<input\b[^>]*\sid="([^"]+)"/g);
      const labelled = all(html, /<label\b[^>]*\sfor="([^"]+)"/g);
      expect(labelled).toEqual(expect.arrayContaining(fields));
    }
  });

  it('import by relative paths, each answered as a module', async () => {
    for (const { file, code } of modules) {
      for (const path of all(code, /(?:\bfrom|\bimport|\bimport\()\s*["']([^"']+)["']/g)) {
        expect([file, path]).toEqual([file, expect.stringMatching(/^\.{1,2}\/.+\.js$/)]);
        const answer = await fetch(new URL(path, `${server?.url}${app.site.urlPrefix}${file}`));
        expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
          path,
          200,
          expect.stringMatching(/^text\/javascript/),
        ]);
      }
    }
  });
});

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** What `href`, `src` and `srcset` name. */
const referencesIn = (html: string): string[] => [
  ...all(html, /\s(?:href|src)="([^"]*)"/g),
  ...all(html, /\ssrcset="([^"]*)"/g).flatMap((set) =>
    set.split(',').map((one) => one.trim().split(' ')[0] ?? ''),
  ),
];
