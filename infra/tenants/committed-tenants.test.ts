import { expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { platformOf } from '../platform.ts';
import { committedStacks } from '../render/render-stacks.ts';

const platforms = committedStacks().map((stack) => platformOf(catalogue, configOfStack(stack, catalogue)));
const tenants = platforms.flatMap(({ config }) => config.tenants);
const guests = platforms.filter(({ ownsCluster }) => !ownsCluster);

it('is with its owner what its own stack says: environment, host, branch and who applies its workloads', () => {
  const said = guests.map(({ config, environment }) => ({
    ...{ environment: environment.name, host: environment.host },
    ...{ branch: config.gitops.branch, owner: config.workloads.owner },
  }));
  expect(said.length).toBeGreaterThan(0);
  expect(
    tenants.map(({ branch, environment, host, owner }) => ({ branch, environment, host, owner })),
  ).toEqual(said);
});
