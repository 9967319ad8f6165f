import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryCopy } from '../fixtures/repository-copy.ts';
import { runStack, type StackOptions } from './testing/run-stack.ts';

// Each test starts several processes.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'goalixa stack '));
let copy: string;
let count = 0;
beforeEach(() => {
  copy = repositoryCopy(join(folder, String((count += 1))));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: string, options?: StackOptions) => runStack(copy, args.split(' '), options);
const prepare = (name: string, text: string): void => {
  mkdirSync(join(copy, 'stand-in'), { recursive: true });
  writeFileSync(join(copy, 'stand-in', name), text);
};
const stackFile = (stack: string) => join(copy, `Pulumi.${stack}.yaml`);
const secretOf = (key: string) => `  goalixa:${key}:\n    secure: v1:abc\n`;
/** Staging with everything that a run needs. */
const complete = (): void =>
  appendFileSync(stackFile('staging'), secretOf('rootSecret1') + secretOf('kubeconfig'));

describe('npm run stack', () => {
  it.each(['', 'upp staging', 'up', 'up ../staging', 'up --yes'])(
    'refuses "%s" and says how it is used',
    async (args) => {
      expect(await run(args)).toEqual({
        code: 1,
        output:
          'npm run stack -- new|check|preview|up|refresh|destroy|link <name> [options of the Pulumi CLI]\n',
        calls: [],
      });
    },
  );

  it('says how to get the CLI where there is none', async () => {
    complete();
    const { code, output } = await run('up staging', { hasCli: false });
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/no "pulumi" on the PATH\. Install its CLI, 3\.270 or newer/),
    ]);
  });

  it('names a stack without a file, and the way to one', async () => {
    const { code, output } = await run('check other');
    expect([code, output]).toEqual([1, expect.stringMatching(/^There is no Pulumi\.other\.yaml\. Copy /)]);
  });

  it.each(['preview', 'up'])('does not run %s on a file with problems: it lists them', async (command) => {
    appendFileSync(stackFile('staging'), '  goalixa:loglevel: info\n');
    const { calls, code, output } = await run(`${command} staging`);
    expect([code, calls]).toEqual([1, []]);
    expect(output).toContain('Pulumi.staging.yaml: 3 problems\n');
    expect(output).toContain('goalixa:loglevel: unknown key; did you mean "logLevel"?');
    expect(output).toContain('goalixa:rootSecret1: missing');
  });

  it.each(['destroy', 'refresh'])('refuses %s on faults of YAML only', async (command) => {
    appendFileSync(stackFile('staging'), '  goalixa:loglevel: info\n');
    expect((await run(`${command} staging --yes`)).calls.map(({ args }) => args)).toEqual([
      [command, '--stack', 'staging', '--yes'],
    ]);
    appendFileSync(stackFile('staging'), '  goalixa:loglevel: info\n');
    const { code, output } = await run(`${command} staging`);
    expect([code, output]).toEqual([1, expect.stringContaining('the key goalixa:loglevel stands twice')]);
  });

  it('checks a file without the CLI, and says what is not released', async () => {
    complete();
    const { code, output } = await run('check staging', { hasCli: false });
    expect([code, output]).toEqual([
      0,
      'Pulumi.staging.yaml: nothing wrong\nNot released yet, so Argo CD gets no Application of: auth, bff, core-api, landing, syntra, web.\n',
    ]);
  });

  it("runs the CLI in the repository's folder and ends with its code", async () => {
    complete();
    const good = await run('preview staging --diff');
    expect([good.code, good.calls.at(-1)]).toEqual([
      0,
      expect.objectContaining({ args: ['preview', '--stack', 'staging', '--diff'], cwd: copy }),
    ]);
    prepare('fails-preview', 'error: no\n');
    expect((await run('preview staging')).code).toBe(255);
  });

  it('explains a stranded lock and removes nothing', async () => {
    complete();
    prepare(
      'fails-up',
      'error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end\n',
    );
    const { calls, output } = await run('up staging --yes');
    expect(output).toMatch(/The lock above names who made it[\s\S]*run "pulumi cancel --stack <name>" once/);
    expect(calls.map(({ args }) => args[0])).toEqual(['stack', 'up']);
  });
});

describe('npm run stack -- up after a killed one', () => {
  const pending = (type: string, inputs: object) =>
    JSON.stringify({
      deployment: {
        pending_operations: [{ type: 'creating', resource: { urn: `urn:${type}`, type, inputs } }],
      },
    });

  it('stops before a resource of which nobody can tell whether it is there', async () => {
    complete();
    prepare('export', pending('hcloud:index/server:Server', {}));
    const { calls, code, output } = await run('up staging --yes');
    expect([code, calls.map(({ args }) => args[0])]).toEqual([1, ['stack']]);
    expect(output).toContain('  urn:hcloud:index/server:Server\nLook for them at their provider');
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
    expect(calls[1]?.args).toContain('--clear-pending-creates');
  });
});

describe('npm run stack -- new', () => {
  it('makes the stack and its root secret, and says what is left and what must be kept', async () => {
    const { calls, code, output } = await run('new production', { typed: 'file\n/srv/state\n' });
    expect(code).toBe(0);
    expect(calls.map(({ args }) => args)).toEqual([
      ['login', 'file:///srv/state'],
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
    expect(output).toMatch(/Keep outside of the cluster[\s\S]*the passphrase[\s\S]*the root secret/);
    expect(readFileSync(stackFile('production'), 'utf8')).toContain('goalixa:rootSecret1:');
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
    expect(output).toContain(
      'aws s3api create-bucket --bucket state --endpoint-url https://s3.example --region eu',
    );
    expect(calls[0]?.args).toEqual([
      'login',
      's3://state?endpoint=s3.example&region=eu&s3ForcePathStyle=true',
    ]);
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
