import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { labelsOf } from '../naming.ts';

/** Name, namespace and labels of an object of `app`; its name is the entry's unless another is given. */
export const metadataOf = (app: Deployable, env: Environment, name: string = app.name) => ({
  name,
  namespace: env.namespace,
  labels: labelsOf(app.name),
});
