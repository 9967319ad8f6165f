import { describe, expect, it } from '@jest/globals';
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
});
