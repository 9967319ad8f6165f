import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { web } from '../catalogue/web.ts';
import { buildSite } from './build-site.ts';

const long = 'a line of text\n'.repeat(100);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa site '));
});
afterEach(() => rm(folder, { recursive: true }));

/** A site of its own whose build writes these files. */
async function siteOf(files: Record<string, string>) {
  const root = join(folder, 'source');
  await mkdir(root);
  const build = `
    import { mkdir, writeFile } from 'node:fs/promises';
    import { dirname, join } from 'node:path';
    export async function build(folder) {
      for (const [file, text] of Object.entries(${JSON.stringify(files)})) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      }
    }`;
  await writeFile(join(root, 'build.mjs'), build);
  return { ...web.site, root };
}

describe('buildSite', () => {
  it('fails as the build of the site does', async () => {
    const site = await siteOf({});
    await writeFile(
      join(site.root, 'build.mjs'),
      "export async function build() { throw new Error('no style') }",
    );
    await expect(buildSite(site, join(folder, 'built'))).rejects.toThrow('no style');
  });

  it('puts a compressed copy beside each long text, and beside nothing else', async () => {
    const site = await siteOf({
      'index.html': long,
      'short.css': 'a'.repeat(511),
      'manifest.webmanifest': 'a'.repeat(512),
      'picture.png': long,
      'deep/main.js': long,
    });
    const built = join(folder, 'built');
    await buildSite(site, built);
    const files = (await readdir(built, { recursive: true })).filter((file) => file.endsWith('.gz')).sort();
    expect(files).toEqual(['deep/main.js.gz', 'index.html.gz', 'manifest.webmanifest.gz']);
    const copy = await readFile(join(built, 'index.html.gz'));
    expect(gunzipSync(copy).toString()).toBe(long);
    expect(copy.readUInt32LE(4)).toBe(0); // the time in a gzip header
  });
});
