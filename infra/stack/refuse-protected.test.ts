import { describe, expect, it } from '@jest/globals';
import { stackCopies } from './testing/stack-copies.ts';

const { complete, prepare, run } = stackCopies();

describe('npm run stack -- destroy', () => {
  const holding = (...protect: boolean[]) =>
    JSON.stringify({
      deployment: { resources: protect.map((each, index) => ({ urn: `urn:${index}`, protect: each })) },
    });

  it('refuses to begin on a stack with protected resources, and names them', async () => {
    complete();
    prepare('export', holding(false, true, true));
    const { calls, code, output } = await run('destroy staging --yes --skip-preview');
    expect([code, calls.map(({ args }) => args[1])]).toEqual([1, ['export']]);
    expect(output).toContain('Nothing was destroyed: staging holds 2 protected resources');
    expect(output).toContain('\n  urn:1\n  urn:2\n');
    expect(output).toContain('"pulumi state unprotect --all --stack staging"');
  });

  it.each(['--exclude-protected', '--target=urn:0', '--target urn:0'])(
    'leaves it to the CLI where the user has chosen what goes: %s',
    async (option) => {
      complete();
      prepare('export', holding(true));
      const { calls, code } = await run(`destroy staging ${option}`);
      expect([code, calls.map(({ args }) => args[0])]).toEqual([0, ['destroy']]);
    },
  );

  it('runs on a stack without them', async () => {
    complete();
    prepare('export', holding(false));
    const { calls, code } = await run('destroy staging --yes');
    expect([code, calls.map(({ args }) => args[0])]).toEqual([0, ['stack', 'destroy']]);
  });
});
