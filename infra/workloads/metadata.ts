import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { labelsOf } from '../naming.ts';
import { inWave } from './sync-wave.ts';

/** Name, namespace and labels of an object of `app`; its name is the entry's unless another is given. */
export const metadataOf = (app: Deployable, env: Environment, name: string = app.name) => ({
  name,
  namespace: env.namespace,
  labels: labelsOf(app.name),
});

/** As `metadataOf`, for what must be there before any pod is. */
export const groundMetadataOf = (app: Deployable, env: Environment, name: string = app.name) => ({
  ...metadataOf(app, env, name),
  annotations: { ...inWave('ground') },
});
