import type { IResourceQuota } from 'kubernetes-models/v1';
import { mebibytes } from '../catalogue/quantity.ts';
import type { Tenant } from './tenants-config.ts';

/** What all pods and volumes of a tenant may ask for together, so that it cannot starve its neighbours. */
export const resourceQuotaOf = ({ environment, quota }: Tenant): IResourceQuota => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'tenant', namespace: environment },
  spec: {
    hard: {
      'requests.cpu': quota.cpu,
      'requests.memory': quota.memory,
      // What is not asked for is taken from others: without this one pod could take all of a node.
      'limits.memory': doubled(quota.memory),
      'requests.storage': quota.storage,
      'requests.ephemeral-storage': mebibytes(quota.pods * 128),
      'limits.ephemeral-storage': mebibytes(quota.pods * 512),
      pods: String(quota.pods),
      // The edge is the only way in.
      'services.loadbalancers': '0',
      'services.nodeports': '0',
      ...counts,
    },
  },
});

/** The API server's memory and disk are everybody's. */
const counts = {
  'count/configmaps': '100',
  'count/secrets': '100',
  persistentvolumeclaims: '20',
  services: '50',
};

/** Pods with a priority push others from their nodes, production's too: a tenant has none. */
export const priorityQuotaOf = ({ environment }: Tenant): IResourceQuota => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'tenant-priority', namespace: environment },
  spec: {
    hard: { pods: '0' },
    scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] },
  },
});

/** `8Gi` -> `16Gi`. */
const doubled = (quantity: string): string =>
  quantity.replace(/^\d+/, (amount) => String(Number(amount) * 2));
