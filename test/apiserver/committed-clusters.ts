import { catalogue } from '../../infra/catalogue/catalogue.ts';
import { configOfStack } from '../../infra/config/config-file.ts';
import { committedStacks } from '../../infra/render/render-stacks.ts';

export interface CommittedStack {
  readonly stack: string;
  /** Also its namespace. */
  readonly environment: string;
}

/** A cluster as the committed stack files describe it: whose it is, and who else is in it. */
export interface CommittedCluster {
  readonly owner: CommittedStack;
  readonly tenants: readonly CommittedStack[];
}

export function committedClusters(): readonly CommittedCluster[] {
  const configs = committedStacks().map((stack) => ({ stack, ...configOfStack(stack, catalogue) }));
  return configs
    .filter(({ hosts }) => hosts.driver !== 'stack')
    .map(({ environment, stack }) => ({
      owner: { stack, environment },
      tenants: configs
        .filter(({ hosts }) => hosts.driver === 'stack' && hosts.stack.endsWith(`/${stack}`))
        .map((tenant) => ({ stack: tenant.stack, environment: tenant.environment })),
    }));
}
