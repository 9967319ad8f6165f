import { join } from 'node:path';
import type { Site } from '../catalogue/deployable.ts';
import { paths } from '../paths.ts';

/** The files of a site as browsers get them; what else its folder holds is not served. */
export const publicFolder = (site: Site): string => join(paths.root, site.root, 'public');
