import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { selectorOf } from '../naming.ts';
import { metadataOf } from './metadata.ts';
import { podTemplateOf } from './pod-template.ts';

/** The Deployment of a service or site. It names no `replicas`: those are the autoscaler's. */
export const deploymentOf = (catalogue: Catalogue, app: Deployable, env: Environment): IDeployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadataOf(app, env),
  spec: {
    selector: { matchLabels: selectorOf(app.name) },
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: 300,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template: podTemplateOf(catalogue, app, env),
  },
});
