import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';

/** Workloads that are left to an Argo CD that is not there. */
export const gitopsProblems: Check = (config) => {
  const { charts, gitops, hosts } = config;
  const isOwner = hosts?.driver !== undefined && hosts.driver !== 'stack';
  if (!isOwner || gitops?.enabled !== false || charts?.source === 'none') return [];
  return leftToArgoCd(config).map((place) => ({
    path: ['gitops', 'enabled'],
    message: `${place} is "argocd", and nobody would apply those workloads; enable it or use "pulumi" there`,
  }));
};

/** `workloads.owner`, `tenants[0].owner`. */
function leftToArgoCd({ tenants, workloads }: ConfigDraft): readonly Problem['message'][] {
  const isOwn = workloads?.enabled && workloads.owner === 'argocd';
  return [
    ...(isOwn ? ['workloads.owner'] : []),
    ...(tenants ?? []).flatMap((tenant, index) =>
      tenant?.owner === 'argocd' ? [`tenants[${index}].owner`] : [],
    ),
  ];
}
