import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeOverSsh } from './testing/describe-over-ssh.ts';
import { TestCluster } from './testing/test-cluster.ts';
import { treeOf } from './testing/tree-of.ts';

const [old, current, next] = ['v1.35.9+k3s1', 'v1.36.4+k3s1', 'v1.36.5+k3s1'] as const;
const minutes = 60_000;

/** Each `<action> <number of the host>`. */
const linesOf = (version: string, ...runs: string[]): string[] =>
  runs.map((run) => `sh -s -- ${run.replace(' ', ' goalixa-')} ${version}`);
const readKubeconfig = (version: string): RegExp =>
  new RegExp(`^sh -s -- kubeconfig goalixa-1 ${version.replace('+', '\\+')}( [-0-9T:.]+Z)?$`);

describeOverSsh('the bootstrap of several hosts over SSH', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await TestCluster.open();
  });
  afterEach(() => cluster.close());

  async function add(servers: number, agents = 0): Promise<void> {
    const from = cluster.hosts.length + 1;
    for (let n = from; n < from + servers + agents; n += 1)
      await cluster.add(`goalixa-${n}`, n < from + servers ? 'server' : 'agent');
  }

  it(
    'installs servers, then agents, one after the other; a second run changes nothing',
    async () => {
      await add(3, 1);
      const { failed, ran } = await cluster.up({ version: current });
      expect(failed).toEqual([]);
      const order = ['install 1', 'install 2', 'install 3', 'drain 4', 'install 4', 'admit 4'];
      expect(ran.slice(0, -1)).toEqual(linesOf(current, ...order));
      expect(ran.at(-1)).toMatch(readKubeconfig(current));
      const before = cluster.hosts.map(({ root }) => treeOf(root));

      const second = await cluster.up({ version: current });
      expect(second.ran.map((line) => line.split(' ')[3])).toEqual(['kubeconfig']);
      // Nor does the script, when it is run again.
      cluster.forget();
      for (const host of cluster.hosts) host.leaveAlone();
      expect((await cluster.up({ version: current })).ran).toHaveLength(7);
      expect(cluster.hosts.map(({ root }) => treeOf(root))).toEqual(before);
      expect(cluster.hosts.flatMap(({ calls }) => calls)).toEqual([]);
      expect(
        cluster.hosts.flatMap((host) => host.read('steps').match(/^(mv|systemctl restart).*/gm)),
      ).toEqual(cluster.hosts.map(() => null));
    },
    2 * minutes,
  );

  it(
    'joins further servers to the one that is there, which is not started again',
    async () => {
      await add(1);
      await cluster.up({ version: current });
      await add(2);
      expect((await cluster.up({ version: current })).failed).toEqual([]);
      expect(Object.keys(cluster.nodes)).toEqual(['goalixa-1', 'goalixa-2', 'goalixa-3']);
      const [first, second, third] = cluster.hosts;
      expect(first?.calls).toEqual(['k3s server']);
      expect(first?.read('etc/rancher/k3s/config.yaml')).toMatch(/^cluster-init: true$/m);
      for (const joined of [second, third]) {
        const config = joined?.read('etc/rancher/k3s/config.yaml');
        expect(config).toMatch(/^server: "https:\/\/127\.0\.0\.2:6443"$/m);
        expect(config).not.toContain('cluster-init');
        // A bare token would be shown to whoever answers there.
        expect(config).toMatch(/^token: "K10[0-9a-f]{64}::server:/m);
      }
    },
    2 * minutes,
  );

  it(
    'closes ports of each host before k3s starts, and lets a new node in without starting it again',
    async () => {
      const adminCidrs = ['203.0.113.7/32'];
      const file = 'usr/local/lib/goalixa/restrict-access';
      await add(1);
      expect((await cluster.up({ version: current, adminCidrs })).failed).toEqual([]);
      const [first] = cluster.hosts;
      expect(treeOf(first?.root ?? '')[file]).toMatchObject({ mode: '700' });
      expect(first?.read(file)).toContain('elements = { 127.0.0.2 }');
      expect(first?.read('etc/systemd/system/k3s.service')).toMatch(
        /^ExecStartPre=\/usr\/local\/lib\/goalixa\/restrict-access$/m,
      );
      await add(2);
      expect((await cluster.up({ version: current, adminCidrs })).failed).toEqual([]);
      for (const host of cluster.hosts) {
        expect(host.read(file)).toContain('elements = { 127.0.0.2, 127.0.0.3, 127.0.0.4 }');
        expect(host.calls).toEqual(['k3s server']);
      }
      // The rules that hold, not just the file.
      expect(first?.read('rules')).toContain('elements = { 127.0.0.2, 127.0.0.3, 127.0.0.4 }');
    },
    2 * minutes,
  );

  it(
    'upgrades one host at a time, drained, and stops at the first that fails',
    async () => {
      await add(3, 1);
      await cluster.up({ version: current });
      for (const host of cluster.hosts) host.leaveAlone();
      cluster.set('never-ready', 'goalixa-2');
      const { failed, ran, shown } = await cluster.up({ version: next });
      expect(ran).toEqual(linesOf(next, 'install 1', 'install 2'));
      expect(failed).toEqual(['cluster-install-goalixa-2']);
      expect(shown).toContain(`goalixa-2 is not ready on ${next} after 2 s (${next} False true)`);
      expect(cluster.nodes).toEqual({
        ...{ 'goalixa-1': `${next} True`, 'goalixa-2': `${next} False closed` },
        ...{ 'goalixa-3': `${current} True`, 'goalixa-4': `${current} True` },
      });

      cluster.set('never-ready');
      const resumed = await cluster.up({ version: next });
      const rest = ['install 2', 'install 3', 'drain 4', 'install 4', 'admit 4'];
      expect(resumed.ran.slice(0, -1)).toEqual(linesOf(next, ...rest));
      expect([...new Set(Object.values(cluster.nodes))]).toEqual([`${next} True`]);
      const config = `--kubeconfig ${cluster.hosts[2]?.root}/etc/rancher/k3s/k3s.yaml`;
      expect(cluster.hosts[2]?.calls).toEqual([
        `k3s kubectl ${config} cordon goalixa-3`,
        `k3s kubectl ${config} drain goalixa-3 --ignore-daemonsets --delete-emptydir-data --timeout=2s`,
        'k3s server',
        `k3s kubectl ${config} uncordon goalixa-3`,
      ]);
      expect(cluster.hosts[3]?.calls).toEqual(['k3s agent']);
    },
    3 * minutes,
  );

  it(
    'leaves a node as it was when its pods cannot be moved',
    async () => {
      await add(3);
      await cluster.up({ version: current });
      cluster.set('no-room', 'yes');
      const { failed, shown } = await cluster.up({ version: next });
      expect(failed).toEqual(['cluster-install-goalixa-1']);
      expect(shown).toContain('could not drain goalixa-1: a PodDisruptionBudget may have no room');
      expect([...new Set(Object.values(cluster.nodes))]).toEqual([`${current} True`]);
    },
    2 * minutes,
  );

  it(
    'leaves a node closed that somebody closed by hand',
    async () => {
      await add(3);
      await cluster.up({ version: old });
      cluster.set('goalixa-3/closed', 'true');
      expect((await cluster.up({ version: current })).failed).toEqual([]);
      expect(cluster.nodes).toEqual({
        ...{ 'goalixa-1': `${current} True`, 'goalixa-2': `${current} True` },
        'goalixa-3': `${current} True closed`,
      });
    },
    2 * minutes,
  );

  it(
    'brings a first server that was lost back into the cluster of the others',
    async () => {
      await add(3);
      await cluster.up({ version: current });
      cluster.replace('goalixa-1');
      cluster.set('answers', 'yes');
      expect((await cluster.up({ version: current })).failed).toEqual([]);
      const joined = () => cluster.hosts[0]?.read('etc/rancher/k3s/config.yaml');
      expect(joined()).toMatch(/^server: "https:\/\/127\.0\.0\.3:6443"$/m);
      expect(joined()).not.toContain('cluster-init');
      cluster.forget();
      await cluster.up({ version: current });
      expect(joined()).toMatch(/^server: "https:\/\/127\.0\.0\.3:6443"$/m);
    },
    2 * minutes,
  );

  it(
    'makes no second cluster when the others do not let in the first server at its new address',
    async () => {
      const adminCidrs = ['203.0.113.7/32'];
      const of = (...names: number[]) => names.flatMap((n) => cluster.hosts[n - 1]?.host ?? []);
      await add(3);
      await cluster.up({ version: current, adminCidrs });
      cluster.replace('goalixa-1');
      cluster.set('answers', 'dropped');
      const { failed, shown } = await cluster.up({ version: current, adminCidrs });
      expect(failed).toEqual(['cluster-install-goalixa-1']);
      expect(shown).toContain(
        'goalixa-1: cannot tell whether there is a cluster already, as nothing comes back from port 6443 of ' +
          '127.0.0.3 127.0.0.4. If there is one, put a server of it first in goalixa:hosts.servers, and this one last;',
      );
      expect(cluster.hosts[0]?.calls).toEqual([]);

      // The way out that it names.
      const hosts = of(2, 3, 1);
      expect((await cluster.up({ version: current, adminCidrs, hosts })).failed).toEqual([]);
      const config = cluster.hosts[0]?.read('etc/rancher/k3s/config.yaml');
      expect(config).toMatch(/^server: "https:\/\/127\.0\.0\.3:6443"$/m);
      expect(config).toMatch(/^token: "K10[0-9a-f]{64}::server:/m);
      expect(cluster.hosts[1]?.read('etc/rancher/k3s/config.yaml')).not.toContain('cluster-init');
    },
    2 * minutes,
  );

  it(
    "takes servers that do not answer for machines that are not there yet, where a provider's firewall is",
    async () => {
      await add(3);
      cluster.set('answers', 'dropped');
      expect((await cluster.up({ version: current })).failed).toEqual([]);
      expect(cluster.hosts[0]?.read('etc/rancher/k3s/config.yaml')).toMatch(/^cluster-init: true$/m);
    },
    2 * minutes,
  );
});
