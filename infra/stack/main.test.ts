import { describe, expect, it } from '@jest/globals';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { replaceTree } from '../render/committed-tree.ts';
import { renderStacks } from '../render/render-stacks.ts';
import { stackCopies } from './testing/stack-copies.ts';

const { add, complete, path, prepare, run } = stackCopies();
const notRendered =
  'infra/rendered/staging is not what this stack gives, and Argo CD applies what is pushed: run "npm run render", commit, push.';

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

  it.each(['-s production', '--stack=production', '-sproduction', '--cwd /tmp', '--config-file x'])(
    'refuses "destroy staging %s", which would be about another stack than the one that is named',
    async (options) => {
      const { calls, code, output } = await run(`destroy staging ${options} --yes`);
      expect([code, calls, output]).toEqual([
        1,
        [],
        expect.stringContaining('the command itself says which stack'),
      ]);
    },
  );

  it('refuses options where it passes none on', async () => {
    expect((await run('check staging --yes')).output).toBe('check takes no options (got --yes)\n');
  });

  it('says how to get the CLI where there is none', async () => {
    complete();
    const { code, output } = await run('up staging', { hasCli: false });
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/no "pulumi" on the PATH\. Install its CLI, 3\.274 or newer/),
    ]);
  });

  it.each(['v3.259.1', 'v2.400.0'])(
    'refuses a CLI that is too old, %s, before it does anything',
    async (old) => {
      complete();
      prepare('version', `${old}\n`);
      const { calls, code, output } = await run('up staging');
      expect([code, calls]).toEqual([1, []]);
      expect(output).toContain(`/bin/pulumi is ${old}, which is too old. Install its CLI, 3.274 or newer`);
    },
  );

  it.each(['v3.275.0-alpha.1', 'v4.0.0', ''])(
    'takes a CLI that is newer or tells nothing: "%s"',
    async (version) => {
      complete();
      prepare('version', version);
      expect((await run('preview staging')).code).toBe(0);
    },
  );

  it('takes a CLI that has a known fault, and says which', async () => {
    complete();
    prepare('version', 'v3.260.0\n');
    const { code, output } = await run('preview staging');
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('/bin/pulumi is v3.260.0, which hangs when a deletion fails'),
    ]);
  });

  it('names a stack without a file, and the way to one', async () => {
    const { code, output } = await run('check other');
    expect([code, output]).toEqual([1, expect.stringMatching(/^There is no Pulumi\.other\.yaml\. Copy /)]);
  });

  it.each(['preview', 'up'])('does not run %s on a file with problems: it lists them', async (command) => {
    add('staging', '  goalixa:loglevel: info\n');
    const { calls, code, output } = await run(`${command} staging`);
    expect([code, calls]).toEqual([1, []]);
    expect(output).toContain('Pulumi.staging.yaml: 3 problems\n');
    expect(output).toContain('goalixa:loglevel: unknown key; did you mean "logLevel"?');
    expect(output).toContain('goalixa:rootSecret1: missing');
  });

  it.each(['destroy', 'refresh'])('refuses %s on faults of YAML only', async (command) => {
    add('staging', '  goalixa:loglevel: info\n');
    expect((await run(`${command} staging --yes`)).calls.at(-1)?.args).toEqual([
      ...[command, '--stack', 'staging', '--yes'],
    ]);
    add('staging', '  goalixa:loglevel: info\n');
    const { code, output } = await run(`${command} staging`);
    expect([code, output]).toEqual([1, expect.stringContaining('the key goalixa:loglevel stands twice')]);
  });

  it('checks a file without the CLI, and says what is not released', async () => {
    complete();
    const { code, output } = await run('check staging', { hasCli: false });
    expect([code, output]).toEqual([
      0,
      'Pulumi.staging.yaml: nothing wrong\n' +
        'Not released yet, so Argo CD gets no Application of: auth, bff, core-api, landing, syntra, web.\n' +
        `${notRendered}\n`,
    ]);
  });

  it('says nothing of rendered files that are what the stack gives', async () => {
    complete();
    const folder = path('infra/rendered');
    replaceTree(folder, () => renderStacks(catalogue));
    expect((await run('check staging')).output).not.toContain('infra/rendered');
    appendFileSync(join(folder, 'production/auth/deployment.yaml'), '# of another stack\n');
    expect((await run('check staging')).output).not.toContain('infra/rendered');
  });

  it.each(['check', 'up'])(
    'warns in %s of rendered files that another host was rendered into',
    async (command) => {
      complete();
      replaceTree(path('infra/rendered'), () => renderStacks(catalogue));
      const text = readFileSync(path('Pulumi.staging.yaml'), 'utf8');
      writeFileSync(
        path('Pulumi.staging.yaml'),
        text.replace('staging.goalixa.example', 'staging.own.example'),
      );
      const { code, output } = await run(`${command} staging`);
      expect([code, output]).toEqual([0, expect.stringContaining(`${notRendered}\n`)]);
    },
  );

  it('warns of no rendered files where Argo CD does not apply them', async () => {
    complete();
    const text = readFileSync(path('Pulumi.staging.yaml'), 'utf8');
    writeFileSync(path('Pulumi.staging.yaml'), text.replace('owner: argocd', 'owner: pulumi'));
    expect((await run('check staging')).output).not.toContain('infra/rendered');
  });

  it("runs the CLI in the repository's folder and ends with its code", async () => {
    complete();
    const good = await run('preview staging --diff');
    expect([good.code, good.calls.at(-1)]).toEqual([
      0,
      expect.objectContaining({ args: ['preview', '--stack', 'staging', '--diff'], cwd: path() }),
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
