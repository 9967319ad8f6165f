import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StaticSite } from '../../catalogue/deployable.ts';
import { landing } from '../../catalogue/landing.ts';
import { web } from '../../catalogue/web.ts';
import { replaceSites } from './replace-sites.ts';

let folder: string;
let sites: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-sites-'));
  sites = join(folder, 'sites');
  await mkdir(sites);
});
afterEach(() => rm(folder, { recursive: true }));

/** The site with a build of its own, which is given `folder`, `mkdir` and `writeFile`. */
async function withBuild(app: StaticSite, steps: string): Promise<StaticSite> {
  const root = await mkdtemp(join(folder, 'source-'));
  const build = `
    import { mkdir, writeFile } from 'node:fs/promises';
    export async function build(folder) {
      await mkdir(folder);
      ${steps}
    }`;
  await writeFile(join(root, 'build.mjs'), build);
  return { ...app, site: { ...app.site, root } };
}
const page = (text: string) => `await writeFile(folder + '/index.html', '${text}');`;
const served = (name: string) => readFile(join(sites, name, 'index.html'), 'utf8');

describe('replaceSites', () => {
  it('names each site that failed with what its build says, and builds the others', async () => {
    const broken = await withBuild(web, "throw new Error('Build failed with 1 error: no main.js');");
    const whole = await withBuild(landing, page('new'));
    expect(await replaceSites([broken, whole], sites)).toEqual([
      'web: Build failed with 1 error: no main.js',
    ]);
    expect(await served('landing')).toBe('new');
  });

  it('keeps the whole build before when the next one fails half-way', async () => {
    expect(await replaceSites([await withBuild(web, page('first'))], sites)).toEqual([]);
    const broken = await withBuild(web, `${page('half')} throw new Error('the disk is full');`);
    expect(await replaceSites([broken], sites)).toEqual(['web: the disk is full']);
    expect(await served('web')).toBe('first');
  });

  it('replaces a build as a whole, and what one that was cut off left', async () => {
    await mkdir(join(sites, 'web.new'));
    await writeFile(join(sites, 'web.new', 'half.js'), '');
    await replaceSites(
      [await withBuild(web, `${page('first')} await writeFile(folder + '/old.js', '');`)],
      sites,
    );
    await replaceSites([await withBuild(web, page('second'))], sites);
    expect(await readdir(sites)).toEqual(['web']);
    expect(await readdir(join(sites, 'web'))).toEqual(['index.html']);
    expect(await served('web')).toBe('second');
  });
});
