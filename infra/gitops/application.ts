import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';
import { labelsOf } from '../naming.ts';
import { argocdNamespace } from './argocd.ts';
import type { Delivery } from './delivery.ts';
import type { GitopsConfig } from './gitops-config.ts';
import { notifier, triggers } from './notification-values.ts';

/** The cluster that Argo CD itself runs in. */
export const thisCluster = 'https://kubernetes.default.svc';

/**
 * Keeps one folder of the rendered tree in its namespace. Without a finalizer: deleting an Application never
 * deletes what runs, and never waits for an Argo CD that is gone.
 * @param app an entry's name, or `edge`
 */
export const applicationOf = (
  { notifications, repository }: Pick<GitopsConfig, 'notifications' | 'repository'>,
  { branch, environment }: Delivery,
  app: string,
): IApplication => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    // All environments' are in one namespace.
    name: `${environment.name}-${app}`,
    namespace: argocdNamespace,
    labels: labelsOf(app),
    annotations: {
      // A commit that changes nothing in this folder is no work for this application.
      'argocd.argoproj.io/manifest-generate-paths': '.',
      ...(notifications ? subscriptions : {}),
    },
  },
  spec: {
    project: environment.name,
    source: {
      repoURL: repository,
      targetRevision: branch,
      path: `infra/rendered/${environment.name}/${app}`,
    },
    destination: { server: thisCluster, namespace: environment.namespace },
    syncPolicy: {
      // `allowEmpty: false`: a broken render cannot delete everything.
      automated: { prune: true, selfHeal: true, allowEmpty: false },
      // `refresh`: a new try takes the newest commit, else a failing one would hold up its own cure for hours.
      retry: { limit: 10, refresh: true, backoff: { duration: '1m', factor: 2, maxDuration: '16m' } },
      syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true'],
    },
  },
});

const subscriptions = Object.fromEntries(
  triggers.map((trigger) => [`notifications.argoproj.io/subscribe.${trigger}.${notifier}`, '']),
);
