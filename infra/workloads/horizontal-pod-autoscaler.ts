import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { Deployable, Range } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { metadataOf } from './metadata.ts';

/** The catalogue's copies for this environment, as far as the stack does not say otherwise. */
export const replicasOf = (app: Deployable, env: Environment): Range => {
  const override = env.replicas[app.name];
  const { min, max } = app.replicas[env.name];
  return { min: override?.min ?? min, max: override?.max ?? max };
};

/** Scales by CPU, up at once and down slowly. */
export const horizontalPodAutoscalerOf = (app: Deployable, env: Environment): IHorizontalPodAutoscaler => {
  const { min, max } = replicasOf(app, env);
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(app, env),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: app.name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  };
};
