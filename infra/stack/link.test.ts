import { describe, expect, it } from '@jest/globals';
import { hasOpenssl, httpsCluster, why } from './testing/https-cluster.ts';
import { kubeconfigOf } from './testing/kubeconfig-of.ts';
import { stackCopies } from './testing/stack-copies.ts';

const { prepare, run } = stackCopies();

describe('npm run stack -- link', () => {
  it('refuses a stack that is no tenant', async () => {
    const { calls, code, output } = await run('link production');
    expect([code, calls, output]).toEqual([
      1,
      [],
      expect.stringContaining('only a tenant, "stack", is linked'),
    ]);
  });

  it("reads the owner's kubeconfig with the owner's passphrase, and says so when it cannot", async () => {
    prepare('fails-stack', 'error: incorrect passphrase\n');
    const { calls, code, output } = await run('link staging', {
      environment: { OWNER_PASSPHRASE_FILE: '/run/owner' },
    });
    expect([code, calls[0]?.passphraseFile]).toEqual([1, '/run/owner']);
    expect(output).toContain('name that in OWNER_PASSPHRASE_FILE');
  });

  it('never prints a kubeconfig that it cannot use', async () => {
    prepare('kubeconfig', 'users: [canary');
    const { code, output } = await run('link staging');
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^The kubeconfig cannot be used(?![\s\S]*canary)/),
    ]);
  });

  (hasOpenssl ? it : it.skip)(`says how a token that is not there is made, also again${why}`, async () => {
    const { cluster, close } = await httpsCluster({});
    prepare('kubeconfig', kubeconfigOf(cluster));
    const { code, output } = await run('link staging');
    close();
    expect([code, output]).toEqual([1, expect.stringContaining('add it to goalixa:tenants there')]);
    expect(output).toContain('If the Secret was deleted, "refresh" before the "up"');
  });
});
