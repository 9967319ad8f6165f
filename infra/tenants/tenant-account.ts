/** Who a tenant's stack is in the cluster, in its own namespace; its Role and binding have the same name. */
export const tenantAccount = 'tenant-stack';
