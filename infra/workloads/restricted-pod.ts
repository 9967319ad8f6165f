import type { IContainer, IEnvVar, IPodSpec } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { imageOf } from './image-of.ts';
import type { Mounted } from './volumes.ts';

/** What differs between the pods of one deployable. */
export interface PodPurpose {
  readonly variables: IEnvVar[];
  readonly files: readonly Mounted[];
  /** Fields of the container that only this kind of pod has. */
  readonly container: Partial<IContainer>;
}

// The user `nonroot` of distroless images.
const uid = 65532;

/** A pod of `app`'s image that the level `restricted` admits, with a read-only root and without a token. */
export function restrictedPod(app: Deployable, env: Environment, purpose: PodPurpose): IPodSpec {
  const { container, files, variables } = purpose;
  return {
    serviceAccountName: app.name,
    automountServiceAccountToken: false,
    // Its variables would name every Service of the namespace, for nobody.
    enableServiceLinks: false,
    securityContext: {
      ...{ runAsNonRoot: true, runAsUser: uid, runAsGroup: uid, fsGroup: uid },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: app.name,
        image: imageOf(app, env),
        imagePullPolicy: 'IfNotPresent',
        env: variables,
        resources: resourcesOf(app),
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: files.map(({ mount }) => mount),
        ...container,
      },
    ],
    volumes: files.map(({ volume }) => volume),
  };
}

// Logs and `/tmp` count as ephemeral storage; a pod that fills it is evicted instead of the node.
const resourcesOf = ({ resources }: Deployable): NonNullable<IContainer['resources']> => ({
  requests: { ...resources.requests, 'ephemeral-storage': '32Mi' },
  limits: { ...resources.limits, 'ephemeral-storage': '128Mi' },
});
