import type { Check } from './check.ts';
import { twice } from './twice.ts';

/** Environments that other stacks fill in this stack's cluster. */
export const tenantProblems: Check = ({ environment, hosts, tenants }) => {
  const places = (tenants ?? []).map((tenant, index) => ({
    path: ['tenants', index, 'environment'],
    value: tenant?.environment,
  }));
  return [
    ...(hosts?.driver === 'stack' && places.length > 0
      ? [
          {
            path: ['tenants'],
            message: 'this stack owns no cluster; list them in the stack that hosts.stack names',
          },
        ]
      : []),
    ...places
      .filter(({ value }) => value !== undefined && value === environment)
      .map(({ path }) => ({
        path,
        message: `"${environment}" is this stack's own; name another environment`,
      })),
    ...twice(places, 'an environment is filled by one stack'),
  ];
};
