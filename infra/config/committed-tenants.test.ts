import { expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { committedStacks } from '../render/render-stacks.ts';
import { configOfStack } from './config-file.ts';

const configs = committedStacks().map((stack) => ({ stack, config: configOfStack(stack, catalogue) }));

/** What a tenant's owner says of it, and what it says itself. */
const tenancies = configs.flatMap(({ config, stack }) => {
  if (config.hosts.driver !== 'stack') return [];
  const ownerName = config.hosts.stack.split('/').at(-1);
  const owner = configs.find((other) => other.stack === ownerName)?.config;
  return [{ stack, config, said: owner?.tenants.find((one) => one.environment === config.environment) }];
});

it('there is a committed tenant', () => {
  expect(tenancies).not.toEqual([]);
});

it.each(tenancies)(
  '$stack is delivered as its owner says: by whom, from which branch',
  ({ config, said }) => {
    expect(said).toMatchObject({ owner: config.workloads.owner, branch: config.gitops.branch });
  },
);

it.each(tenancies)(
  "$stack wants all that its owner's Argo CD applies, the Ingress too",
  ({ config, said }) => {
    if (said?.owner !== 'argocd') return;
    expect([config.workloads.enabled, config.edge.enabled]).toEqual([true, true]);
  },
);
