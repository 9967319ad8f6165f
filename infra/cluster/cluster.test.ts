import { afterEach, describe, expect, it } from '@jest/globals';
import { CustomResource, runtime } from '@pulumi/pulumi';
import { kubeconfigCanary } from '../guard/mock-state.ts';
import { type Registered, recordingMonitor, settled } from '../guard/recording-monitor.ts';
import { standInOf } from '../guard/stack-input.ts';
import { valueOf } from '../fixtures/value-of.ts';
import type { Host } from '../hosts/host.ts';
import { derive } from '../secrets/derive.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import { Cluster } from './cluster.ts';
import { checkedHostKey } from './connection.ts';
import { aCluster, type ClusterChanges } from './testing/a-cluster.ts';

const hostOf = (n: number, role: Host['role']): Host => ({
  ...{ name: `goalixa-${n}`, role, address: `192.0.2.${n}`, nodeAddress: `10.0.1.${n}` },
  ...{ port: 22, user: 'root', hostKey: `ssh-ed25519 AAAA${n}`, ready: [] },
});
const hosts = [1, 2, 3].map((n) => hostOf(n, 'server')).concat([4, 5].map((n) => hostOf(n, 'agent')));
const snapshots = { bucket: 'snapshots', endpoint: 's3.example', region: 'eu' };

interface Recorded {
  readonly cluster: Cluster;
  readonly registered: readonly Registered[];
  readonly commands: readonly Registered[];
  /** The one of that name, `<action>-<node>`. */
  readonly command: (name: string) => Registered;
}

async function recorded(changes: Partial<ClusterChanges> = {}, isPreview = false): Promise<Recorded> {
  const { registered } = await recordingMonitor('test', {});
  (runtime as unknown as { _setIsDryRun(is: boolean): void })._setIsDryRun(isPreview);
  const cluster = new Cluster('cluster', aCluster({ hosts, cloud: 'hetzner', ...changes }), {});
  await settled(registered);
  const commands = registered.filter(({ type }) => type === 'command:remote:Command');
  const command = (name: string) => {
    const found = commands.find((one) => one.name === `cluster-${name}`);
    if (!found) throw new Error(`No command ${name}.`);
    return found;
  };
  return { cluster, registered, commands, command };
}

/** Pulumi's signature of a secret value. */
const signature = '4dabf18193072939515e22adb298388d';
const isSecret = (value: unknown): value is { value: unknown } =>
  typeof value === 'object' && value !== null && signature in value;
const inner = (value: unknown): unknown => (isSecret(value) ? value.value : value);

/** What lands in the state in clear. */
function clear(value: unknown): unknown {
  if (isSecret(value)) return '[secret]';
  if (Array.isArray(value)) return value.map(clear);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, clear(held)]));
}

const waitsFor = ({ dependencies }: Registered): string[] =>
  dependencies.map((urn) => urn.split('::cluster-')[1] ?? '');

describe('Cluster', () => {
  afterEach(() => runtime.setAllConfig({}));

  it.each(['', 'AAAAC3NzaC1lZDI1NTE5', 'ssh-ed25519'])('refuses %j as a host key', (hostKey) => {
    expect(() => checkedHostKey('goalixa-1', hostKey)).toThrow(
      'The host "goalixa-1" has no host key: no connection is made without one.',
    );
  });

  it('checks the host key of every connection', async () => {
    const { commands } = await recorded();
    expect(commands).toHaveLength(10);
    for (const { inputs } of commands) {
      const { host, hostKey } = inner(inputs['connection']) as { host: string; hostKey: unknown };
      expect(inner(hostKey)).toBe(`ssh-ed25519 AAAA${host.split('.').at(-1)}`);
    }
  });

  it('installs one host after the other, servers before agents', async () => {
    const { command } = await recorded();
    expect(waitsFor(command('install-goalixa-1'))).toEqual([]);
    expect(waitsFor(command('install-goalixa-2'))).toContain('install-goalixa-1');
    expect(waitsFor(command('install-goalixa-3'))).toContain('install-goalixa-2');
    expect(waitsFor(command('drain-goalixa-4'))).toEqual(['install-goalixa-3']);
    expect(waitsFor(command('install-goalixa-4'))).toContain('drain-goalixa-4');
    expect(waitsFor(command('admit-goalixa-4'))).toEqual(['install-goalixa-4']);
    expect(waitsFor(command('drain-goalixa-5'))).toEqual(['admit-goalixa-4']);
    expect(waitsFor(command('kubeconfig-goalixa-1'))).toEqual(['admit-goalixa-5']);
  });

  it("moves an agent's pods from the first server", async () => {
    const { command } = await recorded();
    for (const name of ['drain-goalixa-4', 'admit-goalixa-5', 'kubeconfig-goalixa-1'])
      expect(inner(command(name).inputs['connection'])).toMatchObject({ host: '192.0.2.1' });
  });

  it('waits for the machines', async () => {
    class Machine extends CustomResource {}
    const { registered } = await recordingMonitor('test', {});
    const ready = new Machine('test:index:Machine', 'machine', {}, {});
    new Cluster('cluster', aCluster({ hosts: [{ ...hostOf(1, 'server'), ready: [ready] }] }), {});
    await settled(registered);
    const install = registered.find(({ name }) => name === 'cluster-install-goalixa-1');
    expect(install?.dependencies).toContain('urn:pulumi:test::goalixa::test:index:Machine::machine');
  });

  it('gives every command its provider, shows nothing that one prints and hands it to none', async () => {
    const { commands } = await recorded();
    for (const { additionalSecretOutputs, inputs, provider } of commands) {
      expect(provider).toMatch(/pulumi:providers:command::cluster-ssh::/);
      expect(inputs).toMatchObject({ logging: 'none', addPreviousOutputInEnv: false });
      expect(additionalSecretOutputs).toEqual(expect.arrayContaining(['stdin', 'stdout', 'stderr']));
    }
  });

  it('runs command lines that say what is done and hold nothing else', async () => {
    const { commands } = await recorded({ hosts: [{ ...hostOf(1, 'server'), user: 'admin' }] });
    expect(commands.map(({ inputs }) => inputs['create'])).toEqual([
      'sudo -n sh -s -- install goalixa-1 v1.36.4+k3s1',
      'sudo -n sh -s -- kubeconfig goalixa-1 v1.36.4+k3s1',
    ]);
    expect(
      (await recorded()).commands.every(({ inputs }) => /^sh -s -- /.test(String(inputs['create']))),
    ).toBe(true);
  });

  it('keeps every secret out of what is in clear', async () => {
    const { registered } = await recorded({ options: { snapshots } });
    const root = standInOf('rootSecret1');
    const secrets = [
      ...[ownLabels.k3sToken, ownLabels.k3sAgentToken].map((label) => derive(root, label, 1)),
      ...[standInOf('sshPrivateKey'), standInOf('hcloudToken'), kubeconfigCanary],
      ...[standInOf('snapshotAccessKey'), standInOf('snapshotSecretKey'), root],
    ];
    const all = JSON.stringify(registered);
    // The root itself is handed to nobody.
    expect(secrets.filter((secret) => !all.includes(secret))).toEqual([root]);
    const inClear = JSON.stringify(registered.map(({ inputs }) => clear(inputs)));
    expect(secrets.filter((secret) => inClear.includes(secret))).toEqual([]);
  });

  it('hands on the kubeconfig of the first server, a secret, with the address that reaches it', async () => {
    const { cluster, registered } = await recorded();
    const provider = registered.find(({ name }) => name === 'cluster-provider');
    expect(isSecret(provider?.inputs['kubeconfig'])).toBe(true);
    expect(inner(provider?.inputs['kubeconfig'])).toMatch(/server: https:\/\/192\.0\.2\.1:6443/);
    expect(provider?.inputs['clusterIdentifier']).toBe('goalixa-staging');
    expect(await valueOf(cluster.kubeconfig)).toContain(kubeconfigCanary);
  });

  it('reads the kubeconfig at each `up`, and does not call that a change in a preview', async () => {
    const up = (await recorded()).command('kubeconfig-goalixa-1');
    expect(up.inputs['update']).toMatch(
      /^sh -s -- kubeconfig goalixa-1 v1\.36\.4\+k3s1 \d{4}-\d\d-\d\dT[\d:.]+Z$/,
    );
    expect(up.ignoreChanges).toEqual([]);
    const { command, commands } = await recorded({}, true);
    expect(command('kubeconfig-goalixa-1').ignoreChanges).toEqual(['create', 'stdin', 'update']);
    expect(commands.filter(({ ignoreChanges }) => ignoreChanges.length > 0)).toHaveLength(1);
  });

  it('lets the others join by the authority that the first one told', async () => {
    const { command } = await recorded();
    const authority = '0123456789abcdef'.repeat(4);
    const stdin = (name: string) => String(inner(command(name).inputs['stdin']));
    expect(stdin('install-goalixa-1')).not.toContain('token: "K10');
    expect(stdin('install-goalixa-2')).toContain(`token: "K10${authority}::server:`);
    expect(stdin('install-goalixa-4')).toContain(`token: "K10${authority}::node:`);
  });

  it('runs nothing on a cluster that is there already', async () => {
    const { cluster, registered } = await recorded({ hosts: [], cloud: 'none' });
    expect(registered.map(({ name }) => name)).toEqual(['cluster', 'cluster-provider']);
    expect(await valueOf(cluster.kubeconfig)).toBe(standInOf('kubeconfig'));
  });
});
