import type { ApiObject } from '../api-object.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import { edgeObjects } from '../edge/edge-objects.ts';
import type { Environment } from '../environment.ts';
import { workloadObjects } from '../workloads/workload-objects.ts';

/** Everything that runs in an environment by application: the catalogue's entries and `edge`. */
export const environmentObjects = (
  catalogue: Catalogue,
  env: Environment,
): readonly (readonly [app: string, objects: readonly ApiObject[]])[] => [
  ...catalogue.map((app) => [app.name, workloadObjects(catalogue, app, env)] as const),
  ['edge', edgeObjects(catalogue, env)],
];
