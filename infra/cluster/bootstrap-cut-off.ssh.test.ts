import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeOverSsh } from './testing/describe-over-ssh.ts';
import type { SshdHost } from './testing/sshd-host.ts';
import { TestCluster } from './testing/test-cluster.ts';
import { treeOf } from './testing/tree-of.ts';

const [old, current] = ['v1.35.9+k3s1', 'v1.36.4+k3s1'] as const;
/** Some thirty runs that are cut off, each followed by a whole one. */
const patience = 15 * 60_000;
const install = 'cluster-install-goalixa-1';

describeOverSsh('the bootstrap, killed at each step', () => {
  let cluster: TestCluster;
  let host: SshdHost;
  beforeEach(async () => {
    cluster = await TestCluster.open();
    host = await cluster.add('goalixa-1', 'server');
  });
  afterEach(() => cluster.close());

  /** Cuts a run off at each step that changes something; the next one has to end as one that was not cut off. */
  async function cutOffEverywhere(when: 'before' | 'after', goBack: () => void): Promise<number> {
    goBack();
    host.leaveAlone();
    expect(await cluster.engine.run(install)).toBe(0);
    const { changes } = host;
    const expected = { tree: treeOf(host.root), nodes: cluster.nodes };
    for (const step of changes) {
      goBack();
      host.cutOffAt(step, when);
      expect(await cluster.engine.run(install)).not.toBe(0);
      const at = host.read('steps').trim().split('\n')[step - 1];
      expect(at).toBeDefined();
      host.leaveAlone();
      const status = await cluster.engine.run(install);
      expect({ at, status, tree: treeOf(host.root), nodes: cluster.nodes }).toEqual({
        ...{ at, status: 0, ...expected },
      });
    }
    return changes.length;
  }

  it(
    'completes an installation with the next run',
    async () => {
      const goBack = cluster.keep();
      expect((await cluster.up({ version: current, cloud: 'hetzner' })).shown).toBe('');
      expect(await cutOffEverywhere('before', goBack)).toBeGreaterThan(25);
    },
    patience,
  );

  it(
    'completes an upgrade with the next run, and opens the node that it closed',
    async () => {
      await cluster.add('goalixa-2', 'server');
      await cluster.up({ version: old });
      const goBack = cluster.keep();
      expect((await cluster.up({ version: current })).shown).toBe('');
      const changes = await cutOffEverywhere('after', goBack);
      expect(changes).toBeGreaterThan(15);
      expect(cluster.nodes).toEqual({ 'goalixa-1': `${current} True`, 'goalixa-2': `${old} True` });
    },
    patience,
  );
});
