import { describe, expect, it } from '@jest/globals';
import { titleOf } from '../../infra/api-object.ts';
import { podOf, type PodObject } from '../../infra/fixtures/pod-of.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import type { FilledCluster } from './fill-cluster.ts';

type PodSpec = PodObject['spec'];
type Weaken = (spec: PodSpec) => PodSpec;

const withContext =
  (change: PodSpec['containers'][number]['securityContext']): Weaken =>
  (spec) => ({
    ...spec,
    containers: spec.containers.map((container) => ({
      ...container,
      securityContext: { ...container.securityContext, ...change },
    })),
  });

const weakened: [title: string, weaken: Weaken][] = [
  ['runs as root', withContext({ runAsNonRoot: false, runAsUser: 0 })],
  ['may become root', withContext({ allowPrivilegeEscalation: true })],
  ['is privileged', withContext({ privileged: true, allowPrivilegeEscalation: true })],
  ['keeps capabilities', withContext({ capabilities: { drop: [] } })],
  [
    'sees the files of its node',
    (spec) => ({ ...spec, volumes: [...(spec.volumes ?? []), { name: 'node', hostPath: { path: '/' } }] }),
  ],
  ['sees the network of its node', (spec) => ({ ...spec, hostNetwork: true })],
];

/** Every pod template of our objects, posted as the pod that becomes of it, to its own namespace. */
export function describePodSecurity(cluster: () => FilledCluster): void {
  const stacks = () => [cluster().owner, ...cluster().tenants];
  const pods = (): PodObject[] =>
    stacks().flatMap(({ registered, rendered }) => [...registered, ...rendered].flatMap(podOf));
  const post = (pod: PodObject) => cluster().server.client.create(pod, '&dryRun=All');

  describe('Pod Security', () => {
    it.each(weakened)('refuses a pod that %s', async (_title, weaken) => {
      const pod = pods()[0] as PodObject;
      const { body, status } = await post({ ...pod, spec: weaken(pod.spec) });
      expect([status, body.message]).toEqual([
        403,
        expect.stringContaining('violates PodSecurity "restricted'),
      ]);
    });

    it('enforces the profile `restricted` wherever pods of ours run', async () => {
      const namespaces = [...new Set(pods().map(({ metadata }) => metadata.namespace))];
      const levels = await Promise.all(
        namespaces.map(async (name) => {
          const { body } = await cluster().server.client.send('GET', `/api/v1/namespaces/${name}`);
          const { labels } = body['metadata'] as { readonly labels: Readonly<Record<string, string>> };
          return [name, labels['pod-security.kubernetes.io/enforce']];
        }),
      );
      expect(levels).toEqual(stacks().map(({ environment }) => [environment, 'restricted']));
    });

    it('accepts the pod of every template', async () => {
      const refusals = await Promise.all(
        pods().map(async (pod) => {
          const { body, status } = await post(pod);
          return status === 201 ? [] : [`${titleOf(pod)}: ${body.message}`];
        }),
      );
      expect([pods().length > 10, refusals.flat()]).toEqual([true, []]);
    });

    it('lets the controllers make these pods, within the quotas of their namespaces', async () => {
      const controllers = stacks()
        .flatMap(({ registered, rendered }) => [...registered, ...rendered])
        .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
      const withoutPods = async (): Promise<string[]> => {
        const answers = await Promise.all(
          controllers.map((object) => cluster().server.client.about('GET', object)),
        );
        return controllers
          .filter((_object, index) => {
            const status = answers[index]?.body['status'] as { readonly replicas?: number } | undefined;
            return (status?.replicas ?? 0) < 1;
          })
          .map(titleOf);
      };
      let missing = await withoutPods();
      const isDone = async (): Promise<boolean> => (missing = await withoutPods()).length === 0;
      await until(isDone, 15_000, () => `pods of ${missing.join(', ')}`);
    });
  });
}
