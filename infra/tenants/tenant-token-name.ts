/** The Secret in a tenant's namespace that holds its stack's token; `stack -- link` reads it. */
export const tenantTokenName = 'tenant-stack-token';
