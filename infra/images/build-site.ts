import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Site } from '../catalogue/deployable.ts';
import { paths } from '../paths.ts';
import { compressFiles } from './compress-files.ts';

/** What a site's own `build.mjs` gives. */
interface SiteBuilder {
  /** Writes the public files. */
  readonly build: (folder: string) => Promise<unknown>;
}

/**
 * Makes a site: its files as browsers get them, each text with a compressed copy beside it.
 * @param folder new or empty; made when missing
 * @throws Error of the site's own build, with the bundler's messages
 */
export async function buildSite(site: Site, folder: string): Promise<void> {
  const script = pathToFileURL(resolve(paths.root, site.root, 'build.mjs'));
  const { build } = (await import(script.href)) as SiteBuilder;
  await build(folder);
  await compressFiles(folder);
}
