import { createHash } from 'node:crypto';
import type { IContainer, IPodSpec, IPodTemplateSpec } from 'kubernetes-models/v1';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { labelsOf, selectorOf } from '../naming.ts';
import { catalogueTextFor } from './config-map.ts';
import { environmentVariablesOf } from './environment-variables.ts';
import { imageOf } from './image-of.ts';
import { graceSeconds, settleSeconds } from './lifecycle.ts';
import { probesOf } from './probes.ts';
import { volumesOf } from './volumes.ts';

/** What only a container that answers requests has. */
type Serving = Pick<IContainer, 'ports' | 'lifecycle' | 'startupProbe' | 'livenessProbe' | 'readinessProbe'>;

// The user `nonroot` of distroless images.
const uid = 65532;

/** A pod that the Pod Security level `restricted` admits and that runs with a read-only root. */
export function podTemplateOf(catalogue: Catalogue, app: Deployable, env: Environment): IPodTemplateSpec {
  const text = catalogueTextFor(catalogue, app);
  const annotations = text === '' ? {} : { annotations: { 'checksum/catalogue': sha256(text) } };
  return {
    metadata: { labels: labelsOf(app.name), ...annotations },
    spec: app.kind === 'job' ? jobSpec(app, env) : serverSpec(app, env),
  };
}

function serverSpec(app: Deployable, env: Environment): IPodSpec {
  const serving: Serving = {
    ports: app.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
    ...probesOf(app),
    lifecycle: { preStop: { sleep: { seconds: settleSeconds } } },
  };
  return {
    ...commonSpec(app, env, serving),
    terminationGracePeriodSeconds: graceSeconds,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selectorOf(app.name) },
        matchLabelKeys: ['pod-template-hash'],
      },
    ],
  };
}

const jobSpec = (app: Deployable, env: Environment): IPodSpec => ({
  ...commonSpec(app, env, {}),
  restartPolicy: 'Never',
});

function commonSpec(app: Deployable, env: Environment, serving: Serving): IPodSpec {
  const volumes = volumesOf(app, env);
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
        env: environmentVariablesOf(app, env),
        resources: resourcesOf(app),
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: volumes.map(({ mount }) => mount),
        ...serving,
      },
    ],
    volumes: volumes.map(({ volume }) => volume),
  };
}

// Logs and `/tmp` count as ephemeral storage; a pod that fills it is evicted instead of the node.
const resourcesOf = ({ resources }: Deployable): NonNullable<IContainer['resources']> => ({
  requests: { ...resources.requests, 'ephemeral-storage': '32Mi' },
  limits: { ...resources.limits, 'ephemeral-storage': '128Mi' },
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
