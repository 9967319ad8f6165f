import type { Catalogue } from '../catalogue/deployable.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import type { Delivery } from './delivery.ts';

/** Folders below `infra/rendered/<environment>/` by what becomes of them. */
export interface DeliveredApps {
  readonly released: readonly string[];
  /** Entries whose image no release has built yet. */
  readonly unreleased: readonly string[];
}

/** Which applications of an environment there are, and which have to wait for their first release. */
export function deliveredApps(catalogue: Catalogue, { delivers, environment }: Delivery): DeliveredApps {
  const isReleased = (app: string): boolean => 'digest' in (environment.images[app] ?? {});
  const isEntry = (app: string): boolean => catalogue.some(({ name }) => name === app);
  const apps = environmentObjects(catalogue, environment)
    .map(([app]) => app)
    .filter((app) => (isEntry(app) ? delivers.workloads : delivers.edge));
  return {
    released: apps.filter((app) => !isEntry(app) || isReleased(app)),
    unreleased: apps.filter((app) => isEntry(app) && !isReleased(app)),
  };
}
