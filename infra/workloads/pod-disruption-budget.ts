import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { selectorOf } from '../naming.ts';
import { metadataOf } from './metadata.ts';

/** One pod at a time may be moved; pods that do not work anyway never hold a node back. */
export const podDisruptionBudgetOf = (app: Deployable, env: Environment): IPodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: metadataOf(app, env),
  spec: {
    maxUnavailable: 1,
    selector: { matchLabels: selectorOf(app.name) },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  },
});
