import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { releasedImages } from '../fixtures/released-images.ts';
import { renderedObjects } from '../fixtures/rendered-objects.ts';
import { platformOf } from '../platform.ts';
import { committedStacks } from '../render/render-stacks.ts';
import { kindOf } from '../tenants/tenant-kinds.ts';
import { appProjectOf } from './app-project.ts';
import { deliveriesOf, type Delivery } from './delivery.ts';

const production = configOfStack('production', catalogue);
const deliveries = (changes: Partial<StackConfig> = {}): readonly Delivery[] =>
  deliveriesOf(platformOf(catalogue, { ...production, ...changes }), () => releasedImages('auth'));

describe('deliveriesOf', () => {
  it('leaves out an environment whose stack applies the workloads itself: no object has two owners', () => {
    const [tenant] = production.tenants;
    const tenants = [{ ...tenant, owner: 'pulumi' as const }] as StackConfig['tenants'];
    expect(deliveries({ tenants }).map(({ environment }) => environment.name)).toEqual(['production']);
    const workloads = { ...production.workloads, owner: 'pulumi' as const };
    expect(deliveries({ workloads }).map(({ environment }) => environment.name)).toEqual(['staging']);
  });

  it("takes a tenant's name, branch and images, and never its Secrets", () => {
    const tenant = deliveries().find(({ environment }) => environment.name === 'staging');
    expect(tenant).toMatchObject({
      branch: 'staging',
      isOwn: false,
      environment: { namespace: 'staging', images: releasedImages('auth') },
    });
  });

  it('does not deliver what this stack has switched off', () => {
    const [own] = deliveries({ edge: { ...production.edge, enabled: false } });
    expect(own?.delivers).toEqual({ workloads: true, edge: false });
  });
});

describe('the committed stacks', () => {
  it('deliver from the repository and branch that each names for itself', () => {
    for (const stack of committedStacks().filter((name) => name !== 'production')) {
      const config = configOfStack(stack, catalogue);
      const tenant = production.tenants.find(({ environment }) => environment === config.environment);
      if (!tenant) continue;
      expect([stack, config.gitops.repository]).toEqual([stack, production.gitops.repository]);
      expect([stack, config.gitops.branch]).toEqual([stack, tenant.branch]);
      expect([stack, config.workloads.owner]).toEqual([stack, tenant.owner]);
    }
  });

  it.each(['production', 'staging'])('render only what the project of %s allows', (environment) => {
    const delivery = deliveries().find((one) => one.environment.name === environment) as Delivery;
    const project = appProjectOf(catalogue, production.gitops.repository, delivery);
    const objects = renderedObjects(environment);
    expect(objects.length).toBeGreaterThan(30);
    for (const object of objects)
      expect(project.spec.namespaceResourceWhitelist).toContainEqual(kindOf(object));
  });
});
