import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';
import { twice } from './twice.ts';

/** Environments that other stacks fill in this stack's cluster. */
export const tenantProblems: Check = (config) => [
  ...ownerProblem(config),
  ...ownProblems(config),
  ...twice(placesOf(config, 'environment'), 'an environment is filled by one stack'),
  ...twice(placesOf(config, 'host'), 'a host leads to one environment'),
];

const placesOf = ({ tenants }: ConfigDraft, key: 'environment' | 'host') =>
  (tenants ?? []).map((tenant, index) => ({ path: ['tenants', index, key], value: tenant?.[key] }));

const ownerProblem = ({ hosts, tenants }: ConfigDraft): readonly Problem[] =>
  hosts?.driver === 'stack' && (tenants ?? []).length > 0
    ? [
        {
          path: ['tenants'],
          message: 'this stack owns no cluster; list them in the stack that hosts.stack names',
        },
      ]
    : [];

/** What a tenant cannot have because this stack itself has it. */
function ownProblems(config: ConfigDraft): readonly Problem[] {
  const { environment, publicUrl } = config;
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  const taken = (key: 'environment' | 'host', own: string | undefined, message: string) =>
    placesOf(config, key)
      .filter(({ value }) => value !== undefined && value === own)
      .map(({ path }) => ({ path, message: `"${own}" ${message}` }));
  return [
    ...taken('environment', environment, "is this stack's own; name another environment"),
    ...taken('host', host, 'is the host of publicUrl; name the one of the tenant'),
  ];
}
