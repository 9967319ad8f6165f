import { createHash } from 'node:crypto';
import type { IContainer, IPodSpec, IPodTemplateSpec } from 'kubernetes-models/v1';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { labelsOf, selectorOf } from '../naming.ts';
import { catalogueTextFor } from './config-map.ts';
import { environmentVariablesOf } from './environment-variables.ts';
import { graceSeconds, settleSeconds } from './lifecycle.ts';
import { probesOf } from './probes.ts';
import { restrictedPod } from './restricted-pod.ts';
import { volumesOf } from './volumes.ts';

/** The pod of a deployable; it starts anew when the catalogue that it reads changes. */
export function podTemplateOf(catalogue: Catalogue, app: Deployable, env: Environment): IPodTemplateSpec {
  const text = catalogueTextFor(catalogue, app);
  const annotations = text === '' ? {} : { annotations: { 'checksum/catalogue': sha256(text) } };
  return {
    metadata: { labels: labelsOf(app.name), ...annotations },
    spec: app.kind === 'job' ? jobSpec(app, env) : serverSpec(app, env),
  };
}

function serverSpec(app: Deployable, env: Environment): IPodSpec {
  const serving: Partial<IContainer> = {
    ports: app.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
    ...probesOf(app),
    lifecycle: { preStop: { sleep: { seconds: settleSeconds } } },
  };
  return {
    ...podSpec(app, env, serving),
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
  ...podSpec(app, env, {}),
  restartPolicy: 'Never',
});

const podSpec = (app: Deployable, env: Environment, container: Partial<IContainer>): IPodSpec =>
  restrictedPod(app, env, {
    variables: environmentVariablesOf(app, env),
    files: volumesOf(app, env),
    container,
  });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
