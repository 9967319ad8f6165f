import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from './testing/generate-key.ts';
import { describeOverSsh } from './testing/describe-over-ssh.ts';
import type { SshdHost } from './testing/sshd-host.ts';
import { TestCluster } from './testing/test-cluster.ts';
import { treeOf } from './testing/tree-of.ts';

const [older, old, current] = ['v1.34.9+k3s1', 'v1.35.9+k3s1', 'v1.36.4+k3s1'] as const;
const minute = 60_000;

describeOverSsh('the bootstrap of one server over SSH', () => {
  let cluster: TestCluster;
  let host: SshdHost;
  beforeEach(async () => {
    cluster = await TestCluster.open();
    host = await cluster.add('goalixa-1', 'server');
  });
  afterEach(() => cluster.close());

  it('is refused where another host key answers, before anything runs', async () => {
    const hostKey = generateKey(join(cluster.folder, 'another'));
    const { failed, shown } = await cluster.up({ version: current, hosts: [{ ...host.host, hostKey }] });
    expect(failed).toEqual(['cluster-install-goalixa-1']);
    expect(shown).toContain('Host key verification failed.');
    expect(readdirSync(host.root)).toEqual([]);
  });

  it('refuses a binary with another checksum before it runs', async () => {
    cluster.releases.suffix = '\n# not what was released\n';
    const { failed, shown } = await cluster.up({ version: current });
    expect(failed).toEqual(['cluster-install-goalixa-1']);
    expect(shown).toMatch(
      /: goalixa-1: what was downloaded is not v1\.36\.4\+k3s1: its checksum is not the one in goalixa:cluster\.sha256\.\w+\n$/,
    );
    expect(host.calls).toEqual([]);
    expect(treeOf(host.root)).toEqual({});
  });

  it('refuses to install without a checksum', async () => {
    const { shown } = await cluster.up({ version: current, options: { sha256: {} } });
    expect(shown).toMatch(
      /: goalixa-1: goalixa:cluster\.sha256\.(\w+) is missing: it is in the release's sha256sum-\1\.txt\n$/,
    );
    expect(treeOf(host.root)).toEqual({});
  });

  it('refuses a k3s that somebody else installed', async () => {
    host.write('usr/local/bin/k3s', 'somebody else');
    const { shown } = await cluster.up({ version: current });
    expect(shown).toContain('has a k3s that this program did not install');
    expect(Object.keys(treeOf(host.root))).toEqual(['usr/local/bin/k3s']);
  });

  it(
    'refuses to skip a minor version, and to go back',
    async () => {
      await cluster.up({ version: older });
      const before = treeOf(host.root);
      const skipped = await cluster.up({ version: current });
      expect(skipped.shown).toContain(
        `no way from ${older} to ${current}: upgrade one minor version at a time`,
      );
      expect(treeOf(host.root)).toEqual(before);
      await cluster.up({ version: old });
      const back = await cluster.up({ version: older });
      expect(back.shown).toContain(`no way back from ${old} to ${older}`);
      expect(cluster.nodes).toEqual({ 'goalixa-1': `${old} True` });
    },
    minute,
  );

  it(
    'upgrades it without a drain, as its pods have nowhere to go',
    async () => {
      await cluster.up({ version: old });
      expect((await cluster.up({ version: current })).failed).toEqual([]);
      expect(host.calls).toEqual(['k3s server', 'k3s server']);
      expect(cluster.nodes).toEqual({ 'goalixa-1': `${current} True` });
    },
    minute,
  );

  it('completes a download that was cut off', async () => {
    host.write('var/lib/goalixa/.keep', '');
    host.write('usr/local/bin/k3s.new', '#!/bin/sh\nhalf');
    expect((await cluster.up({ version: current })).failed).toEqual([]);
    expect(cluster.nodes).toEqual({ 'goalixa-1': `${current} True` });
  });

  it('puts the released binary in the place of one that was altered, and starts it', async () => {
    await cluster.up({ version: current });
    const before = treeOf(host.root);
    host.write('usr/local/bin/k3s', '#!/bin/sh\necho altered\n');
    cluster.forget();
    expect((await cluster.up({ version: current })).failed).toEqual([]);
    expect(treeOf(host.root)).toEqual(before);
    expect(host.calls).toEqual(['k3s server', 'k3s server']);
  });

  it('starts the released binary also when the run that put it there was cut off', async () => {
    await cluster.up({ version: current });
    host.write('usr/local/bin/k3s', '#!/bin/sh\necho altered\n');
    cluster.forget();
    host.leaveAlone();
    const install = 'cluster-install-goalixa-1';
    await cluster.up({ version: current });
    const restart = host
      .read('steps')
      .trim()
      .split('\n')
      .findIndex((step) => step.startsWith('timeout'));
    host.write('usr/local/bin/k3s', '#!/bin/sh\necho altered\n');
    host.cutOffAt(restart + 1, 'before');
    expect(await cluster.engine.run(install)).not.toBe(0);
    host.leaveAlone();
    expect(await cluster.engine.run(install)).toBe(0);
    expect(host.calls).toEqual(['k3s server']);
  });

  it('refuses a host that was an agent before, as it would have two services', async () => {
    host.write('etc/systemd/system/k3s-agent.service', '');
    const before = treeOf(host.root);
    const { failed, shown } = await cluster.up({ version: current });
    expect(failed).toEqual(['cluster-install-goalixa-1']);
    expect(shown).toContain('goalixa-1: was installed as k3s-agent before: drain and delete its node');
    expect(treeOf(host.root)).toEqual(before);
  });
});
