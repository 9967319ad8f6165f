import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaticSite } from '../../infra/catalogue/deployable.ts';
import { buildSite } from '../../infra/images/build-site.ts';
import { nginxConfig } from '../../infra/images/nginx-config.ts';

/** `srv`, which holds the built files below the site's URL prefix, and the `nginx.conf` that serves `/srv`. */
export async function bundleSite(app: StaticSite, folder: string): Promise<void> {
  await buildSite(app.site, join(folder, 'srv', app.site.urlPrefix));
  const port = app.ports.find(({ name }) => name === 'http')?.port ?? 8080;
  await writeFile(join(folder, 'nginx.conf'), nginxConfig(app, { root: '/srv', port, temporary: '/tmp' }));
}
