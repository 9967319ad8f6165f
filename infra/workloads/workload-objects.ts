import type { ApiObject } from '../api-object.ts';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import { watches } from '../catalogue/variables-of.ts';
import type { Environment } from '../environment.ts';
import { catalogueMapOf } from './config-map.ts';
import { cronJobOf } from './cron-job.ts';
import { deploymentOf } from './deployment.ts';
import { horizontalPodAutoscalerOf } from './horizontal-pod-autoscaler.ts';
import { migrates, migrationJobOf } from './migration-job.ts';
import { migrationPoliciesOf, networkPoliciesOf } from './network-policies.ts';
import { podDisruptionBudgetOf } from './pod-disruption-budget.ts';
import { serviceAccountOf } from './service-account.ts';
import { serviceOf } from './service.ts';

/** All objects that run one deployable, in the order of their waves, `wavesOf`. */
export function workloadObjects(
  catalogue: Catalogue,
  app: Deployable,
  env: Environment,
): readonly ApiObject[] {
  return [
    serviceAccountOf(app, env),
    ...networkPoliciesOf(catalogue, app, env),
    ...(watches(app) ? [catalogueMapOf(catalogue, app, env)] : []),
    ...(migrates(app) ? [...migrationPoliciesOf(app, env), migrationJobOf(app, env)] : []),
    ...(app.kind === 'job' ? [cronJobOf(catalogue, app, env)] : serverObjects(catalogue, app, env)),
  ];
}

const serverObjects = (catalogue: Catalogue, app: Deployable, env: Environment): readonly ApiObject[] => [
  serviceOf(app, env),
  deploymentOf(catalogue, app, env),
  horizontalPodAutoscalerOf(app, env),
  podDisruptionBudgetOf(app, env),
];
