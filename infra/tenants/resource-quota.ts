import type { IResourceQuota } from 'kubernetes-models/v1';
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
      'requests.storage': quota.storage,
      pods: String(quota.pods),
      // The edge is the only way in.
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    },
  },
});
