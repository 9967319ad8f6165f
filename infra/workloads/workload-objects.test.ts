import { describe, expect, it } from '@jest/globals';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { ICronJob } from 'kubernetes-models/batch/v1';
import { type ApiObject, titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { nightly, notes } from '../fixtures/more-deployables.ts';
import { drainSeconds, settleSeconds } from './lifecycle.ts';
import { workloadObjects } from './workload-objects.ts';

const env = anEnvironment();
const entry = (name: string): Deployable => {
  const app = catalogue.find((one) => one.name === name);
  if (!app) throw new Error(`no entry ${name}`);
  return app;
};
const objectsOf = (app: Deployable, all: Catalogue = catalogue, environment = env) =>
  workloadObjects(all, app, environment);
const find = <T extends ApiObject>(objects: readonly ApiObject[], kind: T['kind']): T => {
  const found = objects.find((object) => object.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found as T;
};
const deploymentOf = (app: Deployable, environment = env): IDeployment =>
  find<IDeployment>(objectsOf(app, catalogue, environment), 'Deployment');
const podOf = (app: Deployable, environment = env) => {
  const spec = deploymentOf(app, environment).spec?.template.spec;
  const container = spec?.containers[0];
  if (!spec || !container) throw new Error('no container');
  return { spec, container };
};
const everyApp = catalogue.map((app): [string, Deployable] => [app.name, app]);

describe('workloadObjects', () => {
  it.each(everyApp)('makes of %s the objects of a server', (name, app) => {
    expect(objectsOf(app).map(titleOf)).toEqual([
      `production/ServiceAccount ${name}`,
      `production/NetworkPolicy ${name}-deny`,
      `production/NetworkPolicy ${name}-allow`,
      ...(name === 'syntra' ? ['production/ConfigMap syntra-catalogue'] : []),
      ...(['auth', 'core-api'].includes(name)
        ? [
            `production/NetworkPolicy ${name}-migrate-deny`,
            `production/NetworkPolicy ${name}-migrate-allow`,
            `production/Job ${name}-migrate`,
          ]
        : []),
      `production/Service ${name}`,
      `production/Deployment ${name}`,
      `production/HorizontalPodAutoscaler ${name}`,
      `production/PodDisruptionBudget ${name}`,
    ]);
  });

  it('makes of a job a CronJob that nobody can call', () => {
    const objects = objectsOf(nightly, [...catalogue, nightly]);
    expect(objects.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'NetworkPolicy',
      'NetworkPolicy',
      'CronJob',
    ]);
    const { spec } = find<ICronJob>(objects, 'CronJob');
    expect(spec).toMatchObject({ schedule: '0 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Replace' });
    expect(spec?.jobTemplate.spec?.template.spec).toMatchObject({ restartPolicy: 'Never' });
    expect(spec?.jobTemplate.spec?.template.spec?.containers[0]).not.toHaveProperty('readinessProbe');
  });

  it('names no object twice, whatever the entries', () => {
    const all = [...catalogue, notes, nightly];
    const titles = all.flatMap((app) => objectsOf(app, all).map(titleOf));
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('a pod', () => {
  it.each(everyApp)('of %s is admitted by the level restricted', (_name, app) => {
    const { container, spec } = podOf(app);
    expect(spec.securityContext).toEqual({
      ...{ runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
      capabilities: { drop: ['ALL'] },
    });
    expect(
      spec.volumes?.every(({ emptyDir, projected, configMap }) => emptyDir ?? projected ?? configMap),
    ).toBe(true);
  });

  it.each(everyApp)('of %s has no token and its own account', (name, app) => {
    const { spec } = podOf(app);
    expect([spec.automountServiceAccountToken, spec.serviceAccountName]).toEqual([false, name]);
    expect(find(objectsOf(app), 'ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
  });

  it.each(everyApp)('of %s is asked differently for start, life and readiness', (_name, app) => {
    const { livenessProbe, readinessProbe, startupProbe } = podOf(app).container;
    expect(
      new Set([livenessProbe, readinessProbe, startupProbe].map((probe) => JSON.stringify(probe))).size,
    ).toBe(3);
    expect(livenessProbe?.httpGet?.path).toBe(app.health.live);
    expect(readinessProbe?.httpGet?.path).toBe(app.health.ready);
  });

  it.each(everyApp)('of %s gets longer to end than it may drain', (_name, app) => {
    const { container, spec } = podOf(app);
    expect(container.lifecycle).toEqual({ preStop: { sleep: { seconds: settleSeconds } } });
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(settleSeconds + drainSeconds);
  });

  it.each(everyApp)('of %s is spread over the nodes, counting its own version only', (name, app) => {
    expect(podOf(app).spec.topologySpreadConstraints).toEqual([
      {
        ...{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
        matchLabelKeys: ['pod-template-hash'],
      },
    ]);
  });

  it.each(everyApp)('of %s asks for what it needs and is held to its memory and disk', (_name, app) => {
    const { limits, requests } = podOf(app).container.resources ?? {};
    expect(requests).toEqual({ ...app.resources.requests, 'ephemeral-storage': '32Mi' });
    expect(limits).toEqual({ ...app.resources.limits, 'ephemeral-storage': '128Mi' });
  });

  it.each(everyApp)('of %s gets no secret by a variable', (_name, app) => {
    const { container } = podOf(app);
    expect(container).not.toHaveProperty('envFrom');
    expect(container.env?.filter((variable) => 'valueFrom' in variable)).toEqual([]);
    const secrets = container.env?.filter(({ name }) => /password|user|key|kek/i.test(name)) ?? [];
    expect(secrets.filter(({ value }) => !value?.startsWith('/run/secrets/goalixa/'))).toEqual([]);
  });

  it.each(everyApp)('of %s writes below /tmp only', (_name, app) => {
    const writable = podOf(app).container.volumeMounts?.filter(({ readOnly }) => !readOnly);
    expect(writable?.map(({ mountPath }) => mountPath)).toEqual(['/tmp']);
  });

  it('finds each secret of the catalogue as a file and only names its Secret', () => {
    const { container, spec } = podOf(entry('auth'));
    expect(container.volumeMounts).toContainEqual({
      ...{ name: 'secrets', mountPath: '/run/secrets/goalixa', readOnly: true },
    });
    const secrets = spec.volumes?.find(({ name }) => name === 'secrets')?.projected?.sources;
    expect(secrets?.map(({ secret }) => [secret?.name, secret?.items?.map(({ path }) => path)])).toEqual([
      ['auth-database', ['database-user', 'database-password']],
      ['auth-generated', ['kek', 'refresh-key']],
    ]);
  });

  it('misses the cache and its password where the environment has none', () => {
    const { container, spec } = podOf(entry('bff'), anEnvironment({ redis: false }));
    expect(JSON.stringify([container.env, spec.volumes])).not.toMatch(/redis/i);
  });

  it('leaves a third of its memory to what is not heap', () => {
    expect(podOf(entry('syntra')).container.env).toContainEqual({
      ...{ name: 'NODE_OPTIONS', value: '--max-old-space-size=124' },
    });
  });

  it('restarts when the catalogue that it reads changes', () => {
    const template = (all: Catalogue) =>
      find<IDeployment>(objectsOf(entry('syntra'), all), 'Deployment').spec?.template.metadata?.annotations;
    expect(template(catalogue)).toEqual({ 'checksum/catalogue': expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(template([...catalogue, notes])).not.toEqual(template(catalogue));
  });
});

describe('an image', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const commit = 'b'.repeat(40);

  it('that was not released has a digest that cannot be pulled', () => {
    const images = { bff: { image: 'harbor.goalixa.example/bff/bff', unreleased: true as const } };
    const unreleased = `harbor.goalixa.example/bff/bff@sha256:${'0'.repeat(64)}`;
    expect(podOf(entry('bff'), anEnvironment({ images })).container.image).toBe(unreleased);
    expect(podOf(entry('bff')).container.image).toBe(unreleased);
  });

  it('that was released runs by its digest', () => {
    const images = { bff: { image: 'mirror.example/bff/bff', digest, commit } };
    expect(podOf(entry('bff'), anEnvironment({ images })).container.image).toBe(
      `mirror.example/bff/bff@${digest}`,
    );
  });
});

describe('copies', () => {
  const autoscaler = (environment: typeof env) =>
    find(objectsOf(entry('auth'), catalogue, environment), 'HorizontalPodAutoscaler');

  it("are the autoscaler's alone", () => {
    for (const [, app] of everyApp) expect(deploymentOf(app).spec).not.toHaveProperty('replicas');
  });

  it('are moved one at a time', () => {
    for (const [, app] of everyApp)
      expect(find(objectsOf(app), 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
  });

  it('follow the catalogue, and the stack where it says otherwise', () => {
    expect(autoscaler(env)).toMatchObject({ spec: { minReplicas: 2, maxReplicas: 6 } });
    expect(autoscaler(anEnvironment({ replicas: { auth: { max: 9 } } }))).toMatchObject({
      spec: { minReplicas: 2, maxReplicas: 9 },
    });
  });
});

describe('a selector', () => {
  it.each(everyApp)('of %s hits its own pods', (name, app) => {
    const objects = objectsOf(app);
    const labels = deploymentOf(app).spec?.template.metadata?.labels;
    const selector = { 'app.kubernetes.io/name': name };
    expect(labels).toMatchObject(selector);
    expect(deploymentOf(app).spec?.selector).toEqual({ matchLabels: selector });
    expect(find(objects, 'Service')).toMatchObject({ spec: { selector } });
    expect(find(objects, 'PodDisruptionBudget')).toMatchObject({
      spec: { selector: { matchLabels: selector } },
    });
    expect(find(objects, 'HorizontalPodAutoscaler')).toMatchObject({
      spec: { scaleTargetRef: { kind: 'Deployment', name } },
    });
  });
});
