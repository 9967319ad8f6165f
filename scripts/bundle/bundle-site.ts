import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaticSite } from '../../infra/catalogue/deployable.ts';
import { nginxConfig } from '../../infra/images/nginx-config.ts';
import { publicFolder } from '../../infra/images/public-folder.ts';

/** `srv`, which holds the public files below the site's URL prefix, and the `nginx.conf` that serves `/srv`. */
export async function bundleSite(app: StaticSite, folder: string): Promise<void> {
  const served = join(folder, 'srv', app.site.urlPrefix);
  await cp(publicFolder(app.site), served, { recursive: true, preserveTimestamps: true }); // nginx's ETags
  const port = app.ports.find(({ name }) => name === 'http')?.port ?? 8080;
  await writeFile(join(folder, 'nginx.conf'), nginxConfig(app, { root: '/srv', port, temporary: '/tmp' }));
}
