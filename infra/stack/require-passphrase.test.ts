import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { stackCopies } from './testing/stack-copies.ts';

const { complete, path, run } = stackCopies();
const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('npm run stack without a passphrase', () => {
  it.each(['up', 'preview', 'refresh', 'destroy', 'link'])(
    'refuses %s before the CLI is run',
    async (command) => {
      complete('encryptionsalt: v1:salt\n');
      const { calls, code, output } = await run(`${command} staging`, { hasPassphrase: false });
      expect([code, calls]).toEqual([1, []]);
      expect(output).toMatch(
        /Pulumi\.staging\.yaml is encrypted with a passphrase: name the file .* in PULUMI_CONFIG_PASSPHRASE_FILE\.\n$/,
      );
    },
  );

  it('says how to make one for a new stack, in a way that works, before anything is asked or made', async () => {
    const { calls, code, output } = await run('new staging', { hasPassphrase: false });
    expect([code, calls]).toEqual([1, []]);
    expect(output).toMatch(/^A stack is encrypted with a passphrase\. Make one/);
    const commands = output.split('\n').filter((line) => line.startsWith('  '));
    const env = { HOME: path(), PATH: '/usr/bin:/bin' };
    execFileSync('/bin/sh', ['-c', commands.join('\n')], { env });
    const file = path('.goalixa/staging.passphrase');
    expect([readFileSync(file, 'utf8').trim().length, modeOf(file)]).toEqual([44, 0o600]);
    const environment = { PULUMI_CONFIG_PASSPHRASE_FILE: file };
    expect((await run('new staging', { environment, hasPassphrase: false })).code).toBe(0);
    expect((await run('new staging', { hasPassphrase: false })).output).toContain(
      'name the file that holds it',
    );
  });

  it.each([
    ['is not there', undefined],
    ['is empty', ' \n'],
  ])('refuses a file that %s: the CLI would take an empty passphrase', async (_case, text) => {
    if (text !== undefined) writeFileSync(path('empty'), text);
    const environment = { PULUMI_CONFIG_PASSPHRASE_FILE: 'empty' };
    const { calls, code, output } = await run('new staging', { environment, hasPassphrase: false });
    expect([code, calls]).toEqual([1, []]);
    expect(output).toContain(
      'PULUMI_CONFIG_PASSPHRASE_FILE: "empty" is empty, or cannot be read.\nA stack is',
    );
  });

  it('asks for none where a key service encrypts the stack, and names that as what to keep', async () => {
    complete('secretsprovider: awskms://alias/goalixa\n');
    expect((await run('up staging --yes', { hasPassphrase: false })).code).toBe(0);
    const { calls, code, output } = await run('new staging', { hasPassphrase: false });
    expect([code, calls.find(({ args }) => args[1] === 'init')?.args.at(-1)]).toEqual([
      0,
      'awskms://alias/goalixa',
    ]);
    expect(output).toContain('the way to awskms://alias/goalixa');
  });
});
