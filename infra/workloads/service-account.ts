import type { IServiceAccount } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { groundMetadataOf } from './metadata.ts';

/** An identity without a token: no deployable talks to the Kubernetes API. */
export const serviceAccountOf = (app: Deployable, env: Environment): IServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: groundMetadataOf(app, env),
  automountServiceAccountToken: false,
});
