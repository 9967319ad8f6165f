import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { landing } from '@goalixa/infra/catalogue/landing.ts';
import { buildSite } from '@goalixa/infra/images/build-site.ts';
import { paths } from '@goalixa/infra/paths.ts';

const mostBytes = 20_000; // of HTML and CSS, compressed
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([whole, found]) => found ?? whole);

let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'goalixa-landing-'));
});
afterAll(() => rm(temporary, { recursive: true }));

describe('a build of the public pages', () => {
  let folder: string;
  let files: readonly string[];
  let page: string;
  let origin: string;
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  beforeAll(async () => {
    folder = join(temporary, 'built');
    await buildSite(landing.site, folder);
    files = await filesBelow(folder);
    page = await read('index.html');
    const stack = await readFile(paths.stackFile('production'), 'utf8');
    origin = all(stack, /goalixa:publicUrl: (\S+)/g)[0] ?? '';
  });

  it('leaves no placeholder', async () => {
    for (const file of files.filter((name) => /\.(html|xml|txt|css)$/.test(name))) {
      expect([file, await read(file)]).toEqual([file, expect.not.stringMatching(/\{\{|\}\}/)]);
    }
  });

  it('holds every file that its pages name', async () => {
    for (const html of [page, await read('404.html')]) {
      const local = all(html, /\s(?:href|src|srcset)="(\/[^"]*)"/g);
      const social = all(html, /"og:image" content="([^"]*)"/g).map((url) => new URL(url).pathname);
      const held = ['/', '/app/', ...files.map((file) => `/${file}`)];
      for (const path of [...local, ...social]) expect(held).toContain(path);
    }
  });

  it('puts the hash of their content into the names of stylesheet and pictures', async () => {
    const assets = files.filter((file) => file.startsWith('assets/') && !file.endsWith('.gz'));
    expect(assets).toHaveLength(19);
    for (const file of assets) {
      const hash = createHash('sha256')
        .update(await readFile(join(folder, file)))
        .digest('hex');
      expect([file, hash.slice(0, 10)]).toEqual([file, basename(file).split('.')[1]]);
    }
    expect(page).not.toMatch(/"\/(style|pictures)/);
  });

  it('runs no script; what describes it to machines is data that parses', () => {
    const [data, ...others] = all(page, /<script type="application\/ld\+json">(.*?)<\/script>/gs);
    expect([others, all(page, /<script/g).length]).toEqual([[], 1]);
    const described = JSON.parse(data ?? '');
    expect(described).toMatchObject({ '@type': 'WebApplication', url: `${origin}/`, offers: { price: '0' } });
  });

  it('has one first heading, and no heading skips a level', async () => {
    for (const html of [page, await read('404.html')]) {
      const levels = all(html, /<h([1-6])/g).map(Number);
      expect([levels[0], levels.filter((level) => level === 1)]).toEqual([1, [1]]);
      levels.reduce((before, level) => {
        expect(level).toBeLessThanOrEqual(before + 1);
        return level;
      });
    }
  });

  it('gives each picture words, a size and both themes; only the first is loaded at once', () => {
    const pictures = all(page, /<picture.*?<\/picture>/gs);
    expect(pictures).toHaveLength(6);
    for (const picture of pictures) {
      expect(picture).toMatch(/alt="[^"]{10,}"/);
      expect(picture).toMatch(/<img[^>]* width="\d+"\s+height="\d+"/);
      expect(
        all(picture, /(\w+-\w+-light)\./g)
          .map((name) => name.replace('light', 'dark'))
          .sort(),
      ).toEqual(all(picture, /(\w+-\w+-dark)\./g).sort());
    }
    expect(pictures.map((picture) => picture.includes('loading="lazy"'))).toEqual([
      false,
      ...pictures.slice(1).map(() => true),
    ]);
  });

  it('names one origin everywhere, that of the production stack', async () => {
    const published = [page, await read('sitemap.xml'), await read('robots.txt')];
    expect(page).toContain(`<link rel="canonical" href="${origin}/" />`);
    expect(page).toContain(`"og:image" content="${origin}/og.png"`);
    expect(published[1]).toContain(`<loc>${origin}/</loc>`);
    expect(published[2]).toContain(`Sitemap: ${origin}/sitemap.xml`);
    const foreign = new Set(published.flatMap((text) => all(text, /https?:\/\/[^/"\s<]+/g)));
    expect([...foreign].sort()).toEqual(
      [
        origin,
        'http://localhost:8080',
        'http://www.sitemaps.org',
        'https://schema.org',
        'https://www.apache.org',
      ].sort(),
    );
  });

  it('is at most 20 kB of HTML and CSS, compressed', async () => {
    const style = files.find((file) => file.endsWith('.css')) ?? '';
    expect(gzipSync(page).length + gzipSync(await read(style)).length).toBeLessThanOrEqual(mostBytes);
  });

  it('gives the same bytes again', async () => {
    const again = join(temporary, 'again');
    await buildSite(landing.site, again);
    expect(await filesBelow(again)).toEqual(files);
    for (const file of files) {
      expect([file, await readFile(join(again, file), 'latin1')]).toEqual([
        file,
        await readFile(join(folder, file), 'latin1'),
      ]);
    }
  });
});

describe('a build of other sources', () => {
  /** A copy of what the build reads, to break one thing of. */
  async function copy(name: string) {
    const root = join(temporary, name);
    await cp(join(paths.root, landing.site.root), join(root, 'landing'), { recursive: true });
    await cp(paths.stackFile('production'), join(root, 'Pulumi.production.yaml'));
    return { root, site: { ...landing.site, root: join(root, 'landing') } };
  }

  it('refuses a page that names a picture which nobody has', async () => {
    const { root, site } = await copy('without-picture');
    await rm(join(root, 'landing/public/pictures/goals-desk-dark.webp'));
    const refusal = 'A page names /pictures/goals-desk-dark.webp, which landing/public does not hold.';
    await expect(buildSite(site, join(root, 'built'))).rejects.toThrow(refusal);
  });

  it('refuses a stack without a public URL', async () => {
    const { root, site } = await copy('without-url');
    await writeFile(join(root, 'Pulumi.production.yaml'), 'config:\n  goalixa:publicUrl: goalixa.example\n');
    const refusal = 'Pulumi.production.yaml: goalixa:publicUrl must be an http(s) URL.';
    await expect(buildSite(site, join(root, 'built'))).rejects.toThrow(refusal);
  });
});

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return found.map((file) => file.slice(folder.length + 1)).sort();
}
