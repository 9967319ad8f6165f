import { describe, expect, it } from '@jest/globals';
import { stackCopies } from './testing/stack-copies.ts';

const { complete, prepare, run } = stackCopies();

function kubeconfigOf(cluster: object, user: object = { token: 'x' }): string {
  return JSON.stringify({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1', ...cluster } }],
    users: [{ name: 'c', user }],
  });
}

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
