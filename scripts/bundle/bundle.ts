import { rm } from 'node:fs/promises';
import type { Deployable } from '../../infra/catalogue/deployable.ts';
import { bundleService } from './bundle-service.ts';
import { bundleSite } from './bundle-site.ts';

/**
 * Makes the files of a deployable's image; the same sources give the same bytes.
 * @param folder replaced as a whole
 */
export async function bundle(app: Deployable, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await (app.kind === 'static' ? bundleSite(app, folder) : bundleService(app, folder));
}
