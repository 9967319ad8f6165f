import type { Environment } from '../environment.ts';
import { labelsOf } from '../naming.ts';

/** Name, namespace and labels of an object of the databases. */
export const metadataOf = ({ namespace }: Environment, name: string) => ({
  name,
  namespace,
  labels: labelsOf('postgres'),
});
