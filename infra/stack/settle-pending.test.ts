import { describe, expect, it } from '@jest/globals';
import { hasOpenssl, httpsCluster, why } from './testing/https-cluster.ts';
import { kubeconfigOf } from './testing/kubeconfig-of.ts';
import { stackCopies } from './testing/stack-copies.ts';

const { complete, prepare, run } = stackCopies();

const onCluster = hasOpenssl ? it : it.skip;

describe('npm run stack -- up after a killed one', () => {
  const exportInClear = ['stack', 'export', '--show-secrets', '--stack', 'staging'];
  const exported = ['stack', 'export', '--stack', 'staging'];
  const imported = ['stack', 'import', '--stack', 'staging'];
  const up = ['up', '--stack', 'staging', '--yes'];
  /** What was given to `stack import`. */
  const stateOf = (calls: readonly { args: readonly string[]; input: string }[]) =>
    (
      JSON.parse(calls.find(({ args }) => args[1] === 'import')?.input ?? '') as {
        deployment: { resources: object[]; pending_operations?: object[] };
      }
    ).deployment;
  const refresh = (urn: string) => [
    ...['refresh', '--stack', 'staging', '--yes', '--skip-preview', '--non-interactive'],
    ...['--target', urn],
  ];

  const pending = (type: string, inputs: object, kubeconfig?: string) =>
    JSON.stringify({
      deployment: {
        resources: [{ urn: 'urn:p', type: 'pulumi:providers:kubernetes', inputs: { kubeconfig } }],
        pending_operations: [{ type: 'creating', resource: { urn: `urn:${type}`, type, inputs } }],
      },
    });

  it('stops before a resource of which nobody can tell whether it is there', async () => {
    complete();
    prepare('export', pending('hcloud:index/server:Server', {}));
    const { calls, code, output } = await run('up staging --yes');
    expect([code, calls.map(({ args }) => args[0])]).toEqual([1, ['stack']]);
    expect(output).toContain('  urn:hcloud:index/server:Server\nLook for them at their provider');
    expect(output).toContain('"pulumi refresh --stack staging --clear-pending-creates');
  });

  it.each([
    ['a script that was cut off', 'command:remote:Command'],
    ['a box, which is in the state only', 'goalixa:infra:Edge'],
    ['a provider, which is in the state only', 'pulumi:providers:kubernetes'],
  ])('forgets %s, and goes on', async (_what, type) => {
    complete();
    prepare('export', pending(type, {}));
    const { calls, code } = await run('up staging --yes');
    expect([code, calls.map(({ args }) => args)]).toEqual([0, [exportInClear, exported, imported, up]]);
    expect(stateOf(calls).pending_operations).toBeUndefined();
  });

  const exec = { exec: { command: 'aws', apiVersion: 'client.authentication.k8s.io/v1' } };
  it.each([
    ['a program that gets the token', kubeconfigOf({}, exec), 'The kubeconfig cannot be used'],
    [
      'a server that is not checked',
      kubeconfigOf({ 'insecure-skip-tls-verify': true }),
      'The kubeconfig cannot',
    ],
    ['a server that does not answer', kubeconfigOf({}), 'https://127.0.0.1:1 cannot be reached'],
    ['no kubeconfig', undefined, 'The state holds no kubeconfig'],
  ])(
    'tells the way out of objects in a cluster that it cannot ask: %s',
    async (_case, kubeconfig, reason) => {
      complete();
      const inputs = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'staging' } };
      prepare('export', pending('kubernetes:core/v1:Secret', inputs, kubeconfig));
      const { calls, code, output } = await run('up staging --yes');
      expect([code, calls.map(({ args }) => args[1])]).toEqual([1, ['export']]);
      expect(output).toContain(reason);
      expect(output).toContain('  urn:kubernetes:core/v1:Secret\nLook for them');
    },
  );

  /** An `up` after one that was killed while Helm installed a chart. @param status Helm's; absent: no record */
  async function resumed(status?: string) {
    const record = { metadata: { labels: { owner: 'helm', name: 'nginx', status } } };
    const secrets = status === undefined ? {} : { 'edge/sh.helm.release.v1.nginx.v1': record };
    const { cluster, close } = await httpsCluster(secrets);
    complete();
    const inputs = { name: 'nginx', namespace: 'edge', chart: 'nginx-ingress', values: {} };
    prepare('export', pending('kubernetes:helm.sh/v3:Release', inputs, kubeconfigOf(cluster)));
    const ended = await run('up staging --yes');
    close();
    return { ...ended, args: ended.calls.map(({ args }) => args) };
  }

  onCluster.each(['deployed', 'failed', 'superseded'])(
    `takes over a release that Helm can go on with: %s${why}`,
    async (status) => {
      const { args, calls, code } = await resumed(status);
      const urn = 'urn:kubernetes:helm.sh/v3:Release';
      expect([code, args.slice(1)]).toEqual([0, [exported, imported, refresh(urn), up]]);
      expect(stateOf(calls).resources.at(-1)).toMatchObject({ urn, id: 'edge/nginx' });
    },
  );

  onCluster(`forgets a release that Helm had not begun${why}`, async () => {
    const { args, calls, code } = await resumed();
    expect([code, args.slice(1)]).toEqual([0, [exported, imported, up]]);
    expect(stateOf(calls).resources).toHaveLength(1);
  });

  /** An `up` after one that was killed while it made a Secret. @param secret absent: it is not there */
  async function resumedSecret(secret?: object) {
    const { cluster, close } = await httpsCluster(secret ? { 'staging/x': secret } : {});
    complete();
    const inputs = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'staging' } };
    prepare('export', pending('kubernetes:core/v1:Secret', inputs, kubeconfigOf(cluster)));
    const ended = await run('up staging --yes');
    close();
    return { ...ended, args: ended.calls.map(({ args }) => args) };
  }

  onCluster.each(['pulumi-kubernetes', 'pulumi-kubernetes-1f2e'])(
    `takes over an object that the provider has made: %s${why}`,
    async (maker) => {
      const managedFields = ['kube-controller-manager', maker].map((manager) => ({ manager }));
      const { args, calls, code } = await resumedSecret({ metadata: { name: 'x', managedFields } });
      const urn = 'urn:kubernetes:core/v1:Secret';
      expect([code, args.slice(1)]).toEqual([0, [exported, imported, refresh(urn), up]]);
      const { pending_operations: left, resources } = stateOf(calls);
      expect([left, resources.at(-1)]).toEqual([
        undefined,
        expect.objectContaining({ urn, id: 'staging/x' }),
      ]);
    },
  );

  const foreign = { metadata: { name: 'x', managedFields: [{ manager: 'kubectl' }] } };
  onCluster.each([
    ['that is not there', undefined],
    ['of somebody else, which a later destroy would take away', foreign],
  ])(`forgets an object %s${why}`, async (_which, secret) => {
    const { args, calls, code } = await resumedSecret(secret);
    expect([code, args.slice(1)]).toEqual([0, [exported, imported, up]]);
    expect(stateOf(calls).resources).toHaveLength(1);
  });

  onCluster.each(['pending-install', 'uninstalling'])(
    `stops before a release in the middle of which Helm was killed, and says how it starts again: %s${why}`,
    async (status) => {
      const { calls, code, output } = await resumed(status);
      expect([code, calls.length]).toEqual([1, 1]);
      expect(output).toContain('\n  kubectl -n edge delete secret sh.helm.release.v1.nginx.v1\n');
      expect(output).toContain('then run this command again');
    },
  );

  it.each(['canary <html>', 'null', '{"deployment":{"resources":"canary"}}'])(
    'refuses an export that is no state, without a word of it: %s',
    async (text) => {
      complete();
      prepare('export', text);
      const { calls, code, output } = await run('up staging --yes');
      expect([code, calls.length]).toEqual([1, 1]);
      expect(output).toMatch(/"pulumi stack export" printed no state as JSON(?![\s\S]*canary)/);
      expect(output).not.toContain('    at ');
    },
  );

  it('ends with the code of an export that failed', async () => {
    complete();
    prepare('fails-stack', 'error: no\n');
    expect((await run('up staging --yes')).code).toBe(255);
  });
});
