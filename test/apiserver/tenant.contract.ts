import { describe, expect, it } from '@jest/globals';
import { type ApiObject, titleOf } from '../../infra/api-object.ts';
import { programObjects } from '../../infra/fixtures/stack-objects.ts';
import { tenantStack } from '../../infra/fixtures/tenant-stacks.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import type { ApiClient } from './api-client.ts';
import type { CommittedStack } from './committed-clusters.ts';
import type { FilledCluster, FilledStack } from './fill-cluster.ts';
import { forbiddenRequests } from './forbidden-requests.ts';
import { grantsOf } from './grants-of.ts';

/** Kinds of what the owner puts there; of some of them the tenant has objects of its own. */
const guards = [
  ...[
    'AppProject',
    'LimitRange',
    'Namespace',
    'NetworkPolicy',
    'ResourceQuota',
    'Role',
    'RoleBinding',
    'Secret',
  ],
  ...['ServiceAccount', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
];

const isRuleOf = (environment: string, kind: string, metadata: ApiObject['metadata']): boolean =>
  kind.startsWith('ValidatingAdmissionPolicy') && String(metadata?.name).startsWith(`tenant-${environment}-`);

/** What the token of a tenant's stack can do, and what it cannot. */
export function describeTenant({ environment, stack }: CommittedStack, cluster: () => FilledCluster): void {
  const tenant = (): FilledStack => {
    const found = cluster().tenants.find((candidate) => candidate.stack === stack);
    if (!found) throw new Error(`${stack} is not in the cluster.`);
    return found;
  };

  describe(`the token of the tenant ${stack}`, () => {
    const requests = forbiddenRequests({ own: environment, other: 'production' });

    it.each(requests)('is refused: $title', async ({ ask }) => {
      const { body, status } = await ask(tenant().client);
      expect([status, body.reason]).toEqual([403, 'Forbidden']);
      // The request itself is sound: whoever may do it can.
      expect((await ask(cluster().server.client)).status).toBeLessThan(300);
    });

    it('is refused every object of the stack that owns the cluster', async () => {
      const { owner } = cluster();
      const read = await Promise.all(
        owner.registered.map(async (object) => {
          const isOwn = object.metadata?.namespace === environment;
          const [seen, changed] = [
            await tenant().client.about('GET', object),
            await tenant().client.apply(object, '&dryRun=All'),
          ];
          return isOwn || (seen.status === 403 && changed.status === 403) ? [] : [titleOf(object)];
        }),
      );
      expect(read.flat()).toEqual([]);
    });

    it('is refused all changes to what the owner put into its namespace to hold it', async () => {
      const held = cluster().owner.registered.filter(
        ({ kind, metadata }) =>
          [metadata?.namespace, metadata?.name].includes(environment) ||
          isRuleOf(environment, kind, metadata),
      );
      expect([...new Set(held.map(({ kind }) => kind))].sort()).toEqual(guards);
      for (const object of held) {
        const remove = () => tenant().client.about('DELETE', object, { dryRun: ['All'] });
        // The API server learns of a rule a moment after it is there.
        await until(async () => (await remove()).status === 403, 10_000, `${titleOf(object)} is held`);
        const answers = [await tenant().client.apply(object, '&dryRun=All'), await remove()];
        expect([titleOf(object), ...answers.map(({ status }) => status)]).toEqual([
          titleOf(object),
          403,
          403,
        ]);
      }
    });

    it('is granted nothing outside its namespace', async () => {
      for (const namespace of ['default', 'kube-system', cluster().owner.environment])
        expect([...(await grantsOf(tenant().client, namespace))]).toEqual([]);
    });

    it('may change just the kinds that a tenant stack with all options has, and create no pod', async () => {
      const all = await programObjects(tenantStack('argocd'));
      const needed = await Promise.all(all.map(({ object }) => tenant().client.resourceOf(object)));
      const grants = await grantsOf(tenant().client, environment);
      const changes = /^(create|delete|deletecollection|patch|update|bind|escalate|impersonate|\*)$/;
      const changeable = [...grants].filter(([, verbs]) => verbs.some((verb) => changes.test(verb)));
      expect(changeable.map(([resource]) => resource).sort()).toEqual([...new Set(needed)].sort());
      expect(grants.get('/pods')).toEqual(['get', 'list', 'watch']);
    });

    describe('as its stack', () => {
      const objects = (): readonly ApiObject[] => tenant().registered;

      it('has only objects of its own namespace', () => {
        const others = objects().filter(({ metadata }) => metadata?.namespace !== environment);
        expect([objects().length > 5, others.map(titleOf)]).toEqual([true, []]);
      });

      it('can list and watch each kind of them', async () => {
        const kinds = new Map(objects().map((object) => [`${object.apiVersion} ${object.kind}`, object]));
        const answers = [...kinds.values()].flatMap((object) =>
          ['', '?watch=true&timeoutSeconds=1'].map((query) => tenant().client.list(object, query)),
        );
        const refused = (await Promise.all(answers)).filter(({ status }) => status !== 200);
        expect([kinds.size > 4, refused]).toEqual([true, []]);
      });

      it('can read, change, replace, delete and create each of them', async () => {
        const failures = await Promise.all(objects().map((object) => failuresOf(tenant().client, object)));
        expect(failures.flat()).toEqual([]);
      });
    });
  });
}

/** Does all that a stack does to an object; in the end it is there as it was. */
async function failuresOf(client: ApiClient, object: ApiObject): Promise<string[]> {
  const label = { metadata: { labels: { changed: 'yes' } } };
  const isGone = async (): Promise<boolean> => (await client.about('GET', object)).status === 404;
  const steps: [verb: string, ask: () => Promise<{ readonly status: number }>][] = [
    ['get', () => client.about('GET', object)],
    ['patch', () => client.about('PATCH', object, label, 'application/merge-patch+json')],
    ['update', () => replace(client, object)],
    ['delete', () => client.about('DELETE', object)],
    ['create', () => until(isGone, 10_000, `${titleOf(object)} is gone`).then(() => client.create(object))],
  ];
  const failures: string[] = [];
  for (const [verb, ask] of steps) {
    const { status } = await ask();
    if (status >= 300) failures.push(`${verb} ${titleOf(object)}: ${status}`);
  }
  return failures;
}

/** PUT of what is there; controllers may have changed it in between. */
async function replace(client: ApiClient, object: ApiObject): Promise<{ readonly status: number }> {
  for (let tries = 0; ; tries += 1) {
    const { body } = await client.about('GET', object);
    const answer = await client.about('PUT', object, body);
    if (answer.status !== 409 || tries === 5) return answer;
  }
}
