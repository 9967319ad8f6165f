import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { paths } from '../../infra/paths.ts';

export interface AppPage {
  /** For file names. */
  readonly name: string;
  readonly path: string;
  readonly isPublic: boolean;
}

interface Router {
  readonly pages: readonly { readonly path: string; readonly isPublic?: boolean }[];
}

/** The pages of the app's own table, so that a new one comes along by itself. */
export async function appPages(): Promise<readonly AppPage[]> {
  const { pages } = (await import(pathToFileURL(join(paths.root, 'web/app/router.js')).href)) as Router;
  return pages.map(({ path: pattern, isPublic = false }) => {
    const path = pattern.replace(/\/:\w+\?$/, '');
    return { name: path.split('/')[2] || 'today', path, isPublic };
  });
}
