import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type StartedApp } from '@goalixa/kit/testing/start-app.ts';
import { catalogue } from '../../catalogue/catalogue.ts';
import type { StaticSite } from '../../catalogue/deployable.ts';
import { routeFor, routesOf } from '../../catalogue/routes-of.ts';
import { publicFolder } from '../../images/public-folder.ts';
import { createStaticApp } from './static-server.ts';

const sites = catalogue.filter((app): app is StaticSite => app.kind === 'static');

describe.each(sites.map((site) => [site.name, site] as const))('the pages of %s', (name, app) => {
  let server: StartedApp;
  const pages: { readonly file: string; readonly html: string }[] = [];
  const modules: { readonly file: string; readonly code: string }[] = [];
  beforeAll(async () => {
    const folder = publicFolder(app.site);
    server = await startApp(createStaticApp(app, folder));
    for (const file of (await readdir(folder, { recursive: true })).sort()) {
      if (file.endsWith('.html')) pages.push({ file, html: await readFile(join(folder, file), 'utf8') });
      if (file.endsWith('.js')) modules.push({ file, code: await readFile(join(folder, file), 'utf8') });
    }
  });
  afterAll(() => server.close());

  it('hold no script, style or handler of their own, which the policy forbids', () => {
    for (const { file, html } of pages) {
      expect([file, html]).not.toEqual([
        file,
        expect.stringMatching(/<style|<script(?![^>]* src=)|\s(on\w+|style)=/),
      ]);
    }
  });

  it('load and link only what the installation answers', async () => {
    const references = pages.flatMap(({ html }) => all(html, /\s(?:href|src)="([^"]*)"/g));
    expect(references.length).toBeGreaterThan(0);
    for (const path of new Set(references)) {
      const target = routeFor(routesOf(catalogue), path)?.target;
      expect([path, target]).toEqual([path, expect.any(String)]);
      if (target === name) expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 200]);
    }
  });

  it('name a language, a title and the width of the device', () => {
    for (const { html } of pages) {
      expect(html).toMatch(/<html lang="\w+">/);
      expect(html).toMatch(/<title>.+<\/title>/);
      expect(html).toMatch(/name="viewport" content="width=device-width, initial-scale=1"/);
    }
  });

  it('label every field', () => {
    for (const { html } of pages) {
      const fields = all(html, /<input\b[^>]*\sid="([^"]+)"/g);
      const labelled = all(html, /<label\b[^>]*\sfor="([^"]+)"/g);
      expect(labelled).toEqual(expect.arrayContaining(fields));
    }
  });

  it('import modules by paths that a browser can load', async () => {
    for (const { file, code } of modules) {
      for (const path of all(code, /\b(?:from|import\()\s*'([^']+)'/g)) {
        expect([file, path]).toEqual([file, expect.stringMatching(/^\.\/.+\.js$/)]);
        const answer = await fetch(new URL(path, `${server.url}${app.site.urlPrefix}${file}`));
        expect([path, answer.headers.get('content-type')]).toEqual([
          path,
          expect.stringMatching(/^text\/javascript/),
        ]);
      }
    }
  });
});

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);
