import { describe, expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stackCopies } from './testing/stack-copies.ts';

const { add, path, prepare, run, startToWait } = stackCopies();
const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('npm run stack -- new', () => {
  it('makes the stack and its root secret, and says what is left and what must be kept', async () => {
    const { calls, code, output } = await run('new production');
    expect(code).toBe(0);
    expect(calls.map(({ args }) => args)).toEqual([
      ['login', pathToFileURL(path('.goalixa/state')).href],
      ['stack', 'ls', '--json'],
      ['stack', 'init', 'production', '--secrets-provider', 'passphrase'],
      ['config', 'set', '--secret', 'goalixa:rootSecret1', '--stack', 'production'],
    ]);
    const root = calls.at(-1)?.input ?? '';
    expect(root).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(output).not.toContain(root);
    expect(output).toContain(
      'pulumi config set --secret goalixa:hcloudToken --stack production    (hosts.driver is "hetzner")',
    );
    expect(output).toContain('goalixa:sshPrivateKey --stack production < FILE    (');
    expect(output).toMatch(/Keep outside of the cluster[\s\S]*the passphrase[\s\S]*goalixa:rootSecret1/);
    expect(readFileSync(path('Pulumi.production.yaml'), 'utf8')).toContain('goalixa:rootSecret1:');
  });

  it('makes the folder of the state, for its owner only, in the home of who runs it', async () => {
    await run('new staging');
    expect(modeOf(path('.goalixa/state'))).toBe(0o700);
    const { calls } = await run('new staging', { typed: `file\n${path('other state')}\n` });
    expect(modeOf(path('other state'))).toBe(0o700);
    expect(calls.filter(({ args }) => args[0] === 'login').at(-1)?.args[1]).toMatch(/\/other%20state$/);
  });

  it('says so when the folder cannot be made', async () => {
    const { calls, code, output } = await run('new staging', { typed: 'file\n/dev/null/state\n' });
    expect([code, calls, output]).toEqual([
      1,
      [],
      expect.stringContaining('The folder cannot be made: ENOTDIR'),
    ]);
  });

  it('names every root secret that must be kept', async () => {
    add('staging', '  goalixa:secrets:\n    auth/kek: { root: 2, generation: 2, since: 2 }\n');
    const { output } = await run('new staging');
    for (const root of [1, 2])
      expect(output).toContain(
        `  the root secret: pulumi config get goalixa:rootSecret${root} --stack staging\n`,
      );
  });

  it('refuses a list of stacks that is none, without a stack trace', async () => {
    prepare('list', 'null');
    const { code, output } = await run('new staging');
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('printed no list as JSON: run it, and look.\n'),
    ]);
    expect(output).not.toContain('    at ');
  });

  it('leaves a root secret and a stack that are there', async () => {
    await run('new staging');
    const { calls } = await run('new staging');
    expect(calls.map(({ args }) => args[1]).filter((sub) => sub === 'set' || sub === 'init')).toEqual([
      'init',
      'set',
    ]);
  });

  it('prints how to make the bucket of an S3-compatible backend', async () => {
    const { calls, output } = await run('new staging', { typed: 's3\nstate\ns3.example\neu\n' });
    const where = '--bucket state --endpoint-url https://s3.example --region eu';
    expect(output.split('\n').filter((line) => line.startsWith('  aws'))).toEqual([
      `  aws s3api create-bucket ${where} --create-bucket-configuration LocationConstraint=eu`,
      `  aws s3api put-bucket-versioning ${where} --versioning-configuration Status=Enabled`,
      `  aws s3api put-public-access-block ${where} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    ]);
    expect(calls[0]?.args).toEqual([
      'login',
      's3://state?endpoint=s3.example&region=eu&s3ForcePathStyle=true',
    ]);
  });

  it('names no location where there must be none', async () => {
    const { output } = await run('new staging', { typed: 's3\nstate\ns3.amazonaws.com\nus-east-1\n' });
    expect(output).toContain('--region us-east-1\n');
    expect(output).not.toContain('LocationConstraint');
  });

  it('leaves what is typed after the last question to the CLI', async () => {
    prepare('reads-login');
    const { child, ended } = await startToWait('new staging', `file\n${path('state')}\n`);
    for (const line of ['1', '2', '3', '4', '5']) {
      child.stdin.write(`${line}\n`);
      await wait(50);
    }
    child.stdin.end();
    expect((await ended).calls[0]?.input).toBe('1\n2\n3\n4\n5\n');
  });

  it('tells a tenant to link instead of asking for a kubeconfig', async () => {
    expect((await run('new staging')).output).toContain('npm run stack -- link staging');
  });

  it('refuses an unknown backend before anything is made', async () => {
    const { calls, code, output } = await run('new staging', { typed: 'floppy\n' });
    expect([code, calls, output]).toEqual([
      1,
      [],
      expect.stringContaining('"floppy" is no backend: file or s3.'),
    ]);
  });
});
