import type { ApiObject } from '../api-object.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { ingressOf } from './ingress.ts';

/** The edge's objects in an environment: one Ingress per host. */
export const edgeObjects = (catalogue: Catalogue, env: Environment): readonly ApiObject[] => [
  ingressOf(catalogue, env),
];
