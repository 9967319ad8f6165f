import { describe, expect, it } from '@jest/globals';
import { hasOpenssl, httpsCluster, why } from './testing/https-cluster.ts';
import { kubeconfigOf } from './testing/kubeconfig-of.ts';
import { stackCopies } from './testing/stack-copies.ts';

const { complete, prepare, run } = stackCopies();

const onCluster = hasOpenssl ? it : it.skip;

describe('npm run stack -- up after a killed one', () => {
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
    expect(output).toContain('"pulumi refresh --stack staging" on a terminal');
  });

  it('forgets a script that was cut off, and goes on', async () => {
    complete();
    prepare('export', pending('command:remote:Command', {}));
    const { calls, code } = await run('up staging --yes');
    expect([code, calls.map(({ args }) => args.slice(0, 3))]).toEqual([
      0,
      [
        ['stack', 'export', '--show-secrets'],
        ['refresh', '--stack', 'staging'],
        ['up', '--stack', 'staging'],
      ],
    ]);
    expect(calls[1]?.args.slice(3)).toEqual([
      ...['--yes', '--skip-preview', '--non-interactive', '--clear-pending-creates'],
    ]);
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
    const { calls, ...ended } = await run('up staging --yes');
    close();
    return { ...ended, calls: calls.map(({ args }) => args) };
  }
  const refresh = (...imports: string[]) => [
    ...['refresh', '--stack', 'staging', '--yes', '--skip-preview', '--non-interactive'],
    ...['--clear-pending-creates', ...imports],
  ];
  const up = ['up', '--stack', 'staging', '--yes'];

  onCluster.each(['deployed', 'failed', 'superseded'])(
    `takes over a release that Helm can go on with: %s${why}`,
    async (status) => {
      const { calls, code } = await resumed(status);
      const urn = 'urn:kubernetes:helm.sh/v3:Release';
      const imports = ['--import-pending-creates', urn, '--import-pending-creates', 'edge/nginx'];
      expect([code, calls.slice(1)]).toEqual([0, [refresh(...imports), up]]);
    },
  );

  onCluster(`forgets a release that Helm had not begun${why}`, async () => {
    const { calls, code } = await resumed();
    expect([code, calls.slice(1)]).toEqual([0, [refresh(), up]]);
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
