import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../infra/catalogue/catalogue.ts';
import { configOfStack } from '../../infra/config/config-file.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import type { Answer, ApiClient } from './api-client.ts';
import { argocdClient } from './argocd-client.ts';
import type { CommittedStack } from './committed-clusters.ts';
import type { FilledCluster } from './fill-cluster.ts';
import { objectsOfOthers } from './objects-of-others.ts';
import { refusedObjects } from './refused-objects.ts';

const dryRun = '&dryRun=All';

/** What a tenant's namespace takes from nobody, and what it does not take from the tenant's hands. */
export function describeAdmission(
  { environment, stack }: CommittedStack,
  cluster: () => FilledCluster,
): void {
  const admin = (): ApiClient => cluster().server.client;
  const hostOf = (name: string): string => new URL(configOfStack(name, catalogue).publicUrl).hostname;

  describe(`the namespace of the tenant ${stack}`, () => {
    const refused = refusedObjects(environment, hostOf(stack), hostOf('production'));

    it.each(refused)('takes from nobody $title', async ({ by, sound, wrong }) => {
      const { message } = await refusalOf(() => admin().create(wrong, dryRun));
      expect(message).toContain(by);
      expect((await admin().create(sound, dryRun)).status).toBe(201);
    });

    it('is the only one that is asked so', async () => {
      for (const { wrong } of refused) {
        const metadata = { ...wrong.metadata, namespace: cluster().owner.environment };
        const { body, status } = await admin().create({ ...wrong, metadata }, dryRun);
        expect([status, body.message]).toEqual([201, undefined]);
      }
    });

    describe("for the tenant's hands", () => {
      let hands: readonly ApiClient[];
      beforeAll(async () => {
        const tenant = cluster().tenants.find((candidate) => candidate.stack === stack);
        hands = [tenant?.client as ApiClient, await argocdClient(cluster().server)];
      });

      it.each(objectsOfOthers(environment))('refuses $title', async ({ object, rule, tenantMay }) => {
        for (const [index, client] of hands.entries()) {
          const { message } = await refusalOf(() => client.create(object, dryRun));
          // Where the tenant's Role has not this kind, it gets no further.
          if (index === 1 || tenantMay) expect(message).toContain(`tenant-${environment}-${rule}`);
        }
        expect((await admin().create(object, dryRun)).status).toBe(201);
      });

      it('leaves what its stack and its branch hold', async () => {
        const [tenant, argocd] = hands as [ApiClient, ApiClient];
        const { registered = [], rendered = [] } = cluster().tenants.find((one) => one.stack === stack) ?? {};
        const answers = [
          ...registered.map((object) => tenant.apply(object, dryRun)),
          ...rendered.map((object) => argocd.apply(object, dryRun)),
        ];
        const failed = (await Promise.all(answers)).filter(({ status }) => status >= 300);
        expect([answers.length > 20, failed]).toEqual([true, []]);
      });

      it.each(['UPDATE', 'DELETE'])('refuses to Argo CD the %s of what holds it', async (operation) => {
        const argocd = hands[1] as ApiClient;
        const held = cluster().owner.registered.filter(
          ({ kind, metadata }) =>
            ['NetworkPolicy', 'Secret', 'ServiceAccount'].includes(kind) &&
            metadata?.namespace === environment,
        );
        expect(held.map(({ kind }) => kind).sort()).toEqual(['NetworkPolicy', 'Secret', 'ServiceAccount']);
        for (const object of held) {
          const ask = () =>
            operation === 'UPDATE'
              ? argocd.apply(object, dryRun)
              : argocd.about('DELETE', object, { dryRun: ['All'] });
          expect((await refusalOf(ask)).message).toMatch(/tenant-\w+-(guards|tokens)/);
        }
      });
    });
  });
}

/** The API server learns of a rule a moment after it is there. */
async function refusalOf(ask: () => Promise<Answer>): Promise<Answer['body']> {
  let answer = await ask();
  const isRefused = async (): Promise<boolean> =>
    answer.status === 403 || (answer = await ask()).status === 403;
  await until(isRefused, 10_000, () => `a refusal; got ${answer.status} ${answer.body.message}`);
  return answer.body;
}
