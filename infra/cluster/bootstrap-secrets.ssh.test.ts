import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { derive } from '../secrets/derive.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import { standInOf } from '../guard/stack-input.ts';
import { describeOverSsh } from './testing/describe-over-ssh.ts';
import { TestCluster } from './testing/test-cluster.ts';
import { treeOf } from './testing/tree-of.ts';

const current = 'v1.36.4+k3s1';
const ofRoot = (label: string): string => derive(standInOf('rootSecret1'), label, 1);
const secrets = [
  ...[ownLabels.k3sToken, ownLabels.k3sAgentToken].map(ofRoot),
  ...(['snapshotAccessKey', 'snapshotSecretKey', 'hcloudToken'] as const).map(standInOf),
  'canary-of-the-kubeconfig',
];

describeOverSsh('secrets in the bootstrap over SSH', () => {
  let cluster: TestCluster;
  let shown: string;
  beforeAll(async () => {
    cluster = await TestCluster.open();
    await cluster.add('goalixa-1', 'server');
    await cluster.add('goalixa-2', 'agent');
    const options = { snapshots: { bucket: 'snapshots', endpoint: 's3.example', region: 'eu' } };
    const up = await cluster.up({ version: current, cloud: 'hetzner', options });
    expect(up.failed).toEqual([]);
    // What a run prints is only shown when it fails.
    cluster.set('never-ready', 'goalixa-1');
    shown = (await cluster.up({ version: 'v1.36.5+k3s1', cloud: 'hetzner', options })).shown;
  }, 60_000);
  afterAll(() => cluster.close());

  const files = () => cluster.hosts.map(({ root }) => treeOf(root));
  const listed = () => cluster.hosts.map((host) => host.read('listed') + host.read('steps')).join('\n');

  it('leave each of them in a file of the host that needs it', () => {
    const all = files().map((tree) => JSON.stringify(tree));
    const holders = secrets.map((secret) => all.map((tree) => tree.includes(secret)));
    const onServer = [true, false];
    expect(holders).toEqual([onServer, [true, true], onServer, onServer, onServer, onServer]);
  });

  it('are in no file that others may read', () => {
    const open = files().flatMap((tree) =>
      Object.entries(tree).filter(([, { mode }]) => !mode.endsWith('00')),
    );
    expect(open.map(([path]) => path)).toContain('etc/systemd/system/k3s.service');
    for (const [path, { content }] of open)
      for (const secret of secrets) expect(`${path}: ${content}`).not.toContain(secret);
  });

  it('are in no command line, environment or list of processes', () => {
    expect(listed()).toContain('sh -s -- install goalixa-1');
    expect(listed()).toContain('GOALIXA_ROOT=');
    for (const secret of secrets) expect(listed()).not.toContain(secret);
  });

  it('are not shown when a run fails', () => {
    expect(shown).toContain('is not ready on v1.36.5+k3s1');
    for (const secret of secrets) expect(shown).not.toContain(secret);
  });
});
