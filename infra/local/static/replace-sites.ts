import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaticSite } from '../../catalogue/deployable.ts';
import { buildSite } from '../../images/build-site.ts';

/**
 * Builds each site into the folder of its name; one that cannot be built keeps what was there.
 * @param folder holds the sites
 * @returns a paragraph for each site that failed: its name and what its build says
 */
export async function replaceSites(sites: readonly StaticSite[], folder: string): Promise<readonly string[]> {
  const results = await Promise.allSettled(sites.map((app) => replaceSite(app, join(folder, app.name))));
  return results.flatMap((result, i) =>
    result.status === 'fulfilled' ? [] : [`${sites[i]?.name}: ${messageOf(result.reason)}`],
  );
}

/** Beside its place, then there as a whole: no server finds half a build. */
async function replaceSite({ site }: StaticSite, folder: string): Promise<void> {
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await buildSite(site, fresh);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
