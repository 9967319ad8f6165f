import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { releasedImages } from '../fixtures/released-images.ts';
import { stackModels } from '../fixtures/stack-models.ts';
import { manifestProblems } from '../render/validate.ts';
import { appProjectOf } from './app-project.ts';
import { applicationOf } from './application.ts';
import { deliveredApps } from './delivered-apps.ts';
import type { Delivery } from './delivery.ts';

const repository = 'https://git.example/goalixa/goalixa.git';
const aDelivery = (changes: Partial<Delivery> = {}): Delivery => ({
  environment: anEnvironment({ images: releasedImages('auth', 'web') }),
  branch: 'main',
  isOwn: true,
  delivers: { workloads: true, edge: true },
  ...changes,
});
const anApplication = (notifications = false) =>
  applicationOf({ notifications, repository }, aDelivery(), 'auth');

describe('deliveredApps', () => {
  it('leaves out entries without a released image, and names them', () => {
    expect(deliveredApps(catalogue, aDelivery())).toEqual({
      released: ['auth', 'web', 'edge'],
      unreleased: ['core-api', 'bff', 'syntra', 'landing'],
    });
  });

  it('leaves out an entry that the lock does not know', () => {
    const delivery = aDelivery({ environment: anEnvironment({ images: {} }) });
    expect(deliveredApps(catalogue, delivery).released).toEqual(['edge']);
  });

  it('leaves out what is switched off', () => {
    expect(deliveredApps(catalogue, aDelivery({ delivers: { workloads: false, edge: true } }))).toEqual({
      released: ['edge'],
      unreleased: [],
    });
    const { released } = deliveredApps(catalogue, aDelivery({ delivers: { workloads: true, edge: false } }));
    expect(released).toEqual(['auth', 'web']);
  });
});

describe('an Application', () => {
  it('has no finalizer: deleting it never deletes what runs', () => {
    expect(anApplication().metadata).not.toHaveProperty('finalizers');
  });

  it('keeps one folder of one branch in one namespace, under the name of its environment', () => {
    expect(anApplication()).toMatchObject({
      metadata: { name: 'production-auth', namespace: 'argocd' },
      spec: {
        project: 'production',
        source: { repoURL: repository, targetRevision: 'main', path: 'infra/rendered/production/auth' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'production' },
      },
    });
  });

  it('heals and prunes, but never to nothing, and tries again for hours, each time the newest commit', () => {
    expect(anApplication().spec.syncPolicy).toEqual({
      automated: { prune: true, selfHeal: true, allowEmpty: false },
      retry: { limit: 10, refresh: true, backoff: { duration: '1m', factor: 2, maxDuration: '16m' } },
      syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true'],
    });
  });

  it('tells failures only where notifications are on', () => {
    const told = (isOn: boolean) =>
      Object.keys(anApplication(isOn).metadata?.annotations ?? {}).filter((key) => key.startsWith('noti'));
    expect(told(false)).toEqual([]);
    expect(told(true)).toEqual([
      'notifications.argoproj.io/subscribe.on-sync-failed.goalixa',
      'notifications.argoproj.io/subscribe.on-health-degraded.goalixa',
    ]);
  });

  it('passes its schema, without an unknown field', () => {
    expect(manifestProblems(anApplication(true), stackModels)).toEqual([]);
  });
});

describe('an AppProject', () => {
  const project = appProjectOf(catalogue, repository, aDelivery());

  it('has one repository, one namespace of this cluster and no kind of the whole cluster', () => {
    expect(project.spec).toMatchObject({
      sourceRepos: [repository],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'production' }],
      clusterResourceWhitelist: [],
    });
    expect(JSON.stringify(project)).not.toContain('*');
  });

  it('allows the kinds that are rendered, and shows what is made from them', () => {
    const kinds = project.spec.namespaceResourceWhitelist?.map(({ group, kind }) => `${group}/${kind}`);
    expect(kinds).toEqual([
      ...['/ConfigMap', '/Pod', '/Service', '/ServiceAccount', 'apps/Deployment', 'apps/ReplicaSet'],
      ...['autoscaling/HorizontalPodAutoscaler', 'batch/Job', 'discovery.k8s.io/EndpointSlice'],
      ...['networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget'],
    ]);
  });

  it('passes its schema, without an unknown field', () => {
    expect(manifestProblems(project, stackModels)).toEqual([]);
  });
});
