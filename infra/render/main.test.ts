import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { paths } from '../paths.ts';
import { readTree } from './read-tree.ts';
import { change, renderedIn, RenderingCopies } from './testing/rendering-copies.ts';

// Each test starts several processes.
jest.setTimeout(120_000);

const hasSha256sum = spawnSync('sha256sum', ['--version']).status === 0;

let copies: RenderingCopies;
beforeAll(() => {
  copies = new RenderingCopies();
});
afterAll(() => copies.remove());

const aCopy = (name: string): string => copies.copy(name);
const render: RenderingCopies['render'] = (...args) => copies.render(...args);

describe('npm run render', () => {
  it('writes the same bytes from two folders, working directories, locales and time zones', async () => {
    const [first, second] = [aCopy('one'), aCopy('two')];
    const elsewhere = join(copies.folder, 'elsewhere');
    mkdirSync(elsewhere);
    const plain = await render(first, [], first, { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' });
    const foreign = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Auckland' };
    const other = await render(second, [], elsewhere, foreign);
    expect([plain, other]).toEqual(
      [0, 1].map(() => ({ code: 0, output: expect.stringMatching(/: \d+ files\n$/) })),
    );
    const tree = readTree(renderedIn(first));
    expect(tree.size).toBeGreaterThan(80);
    expect([...readTree(renderedIn(second))]).toEqual([...tree]);
    expect(readdirSync(copies.home)).toEqual([]);
  });

  it('is committed as it would be written', async () => {
    expect(await render(paths.root, ['--check'])).toEqual({ code: 0, output: '' });
  });

  (hasSha256sum ? it : it.skip)('writes checksums that sha256sum accepts (needs sha256sum)', () => {
    for (const environment of ['production', 'staging']) {
      const cwd = join(paths.rendered, environment);
      const output = execFileSync('sha256sum', ['--check', '--strict', 'checksums.txt'], { cwd });
      const files = [...readTree(cwd).keys()].filter((path) => path !== 'checksums.txt');
      expect(String(output)).toBe(files.map((path) => `${path}: OK\n`).join(''));
    }
  });

  it('lists what was edited, is missing or extra or has a wrong checksum with --check, and changes nothing', async () => {
    const copy = aCopy('three');
    await render(copy);
    const rendered = renderedIn(copy);
    expect(await render(copy, ['--check'])).toEqual({ code: 0, output: '' });
    appendFileSync(join(rendered, 'staging/web/service-web.yaml'), '# mine\n');
    rmSync(join(rendered, 'staging/bff/service-bff.yaml'));
    writeFileSync(join(rendered, 'production/bff/service-old.yaml'), '');
    const checksums = readFileSync(join(rendered, 'production/checksums.txt'), 'utf8');
    const wrong = checksums.replace(/^\w+(?= {2}auth\/service-auth)/m, '0'.repeat(64));
    writeFileSync(join(rendered, 'production/checksums.txt'), wrong);
    const before = readTree(rendered);
    expect(await render(copy, ['--check'])).toEqual({
      code: 1,
      output: [
        'edited: infra/rendered/staging/web/service-web.yaml',
        'missing: infra/rendered/staging/bff/service-bff.yaml',
        'extra: infra/rendered/production/bff/service-old.yaml',
        'wrong checksum: infra/rendered/production/auth/service-auth.yaml',
        'Run "npm run render" and commit the result.\n',
      ].join('\n'),
    });
    expect(readTree(rendered)).toEqual(before);
    await render(copy);
    expect(await render(copy, ['--check'])).toEqual({ code: 0, output: '' });
  });

  it('leaves the old files when one stack file is wrong, and says what is', async () => {
    const copy = aCopy('four');
    await render(copy);
    const before = readTree(renderedIn(copy));
    appendFileSync(join(copy, 'Pulumi.staging.yaml'), '  goalixa:publicURL: https://x.example\n');
    expect(await render(copy)).toEqual({
      code: 1,
      output: 'Pulumi.staging.yaml: 1 problem\n  goalixa:publicURL: unknown key; did you mean "publicUrl"?\n',
    });
    expect(readTree(renderedIn(copy))).toEqual(before);
  });

  it('writes the whole tree in each of several runs at once', async () => {
    const copy = aCopy('at once');
    await render(copy);
    const tree = readTree(renderedIn(copy));
    for (let round = 0; round < 3; round += 1) {
      rmSync(join(renderedIn(copy), 'staging'), { recursive: true });
      rmSync(join(renderedIn(copy), 'production/web'), { recursive: true });
      const runs = [[], ['--stack', 'production'], ['--stack', 'staging']].map((args) => render(copy, args));
      expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0, 0]);
      expect(readTree(renderedIn(copy))).toEqual(tree);
    }
    const beside = readdirSync(join(copy, 'infra')).filter((name) => name.startsWith('rendered'));
    expect(beside).toEqual(['rendered', 'rendered.lock']);
  });

  it('names links and empty folders as extra with --check', async () => {
    const copy = aCopy('links');
    await render(copy);
    const rendered = renderedIn(copy);
    renameSync(join(rendered, 'staging/web/service-web.yaml'), join(copy, 'service-web.yaml'));
    symlinkSync(join(copy, 'service-web.yaml'), join(rendered, 'staging/web/service-web.yaml'));
    mkdirSync(join(rendered, 'production/old'));
    expect(await render(copy, ['--check'])).toEqual({
      code: 1,
      output: [
        'missing: infra/rendered/staging/web/service-web.yaml',
        'extra: infra/rendered/production/old (an empty folder)',
        'extra: infra/rendered/staging/web/service-web.yaml (a link)',
        'Run "npm run render" and commit the result.\n',
      ].join('\n'),
    });
    expect((await render(copy, ['--stack', 'production', '--check'])).output).not.toContain('a link');
    expect(await render(copy, ['--stack', 'production'])).toEqual({
      code: 1,
      output:
        'infra/rendered/staging/web/service-web.yaml is a link, not a file of another stack: ' +
        'remove it, or render all stacks.\n',
    });
    await render(copy);
    expect(await render(copy, ['--check'])).toEqual({ code: 0, output: '' });
  });

  it('refuses one host for two environments, by the names of both stacks', async () => {
    const copy = aCopy('one host');
    change(copy, 'Pulumi.staging.yaml', 'https://staging.goalixa.example', 'https://goalixa.example');
    expect(await render(copy)).toEqual({
      code: 1,
      output:
        'Pulumi.staging.yaml: goalixa:publicUrl: Pulumi.production.yaml has the host goalixa.example already; ' +
        'each environment needs its own\n',
    });
  });

  it('names the stack whatever is wrong', async () => {
    const copy = aCopy('broken');
    change(copy, 'infra/environment.ts', 'new URL(config.publicUrl)', "new URL('https://999.999.999.999')");
    expect(await render(copy)).toEqual({ code: 1, output: 'Pulumi.production.yaml: Invalid URL\n' });
    expect(await render(copy, ['--stack', 'staging'])).toEqual({
      code: 1,
      output: 'Pulumi.staging.yaml: Invalid URL\n',
    });
  });

  it('refuses an option that it does not know', async () => {
    expect(await render(paths.root, ['--chek'])).toMatchObject({ code: 1 });
  });
});

describe('npm run render -- --stack', () => {
  it('refuses a stack that is not there', async () => {
    expect(await render(paths.root, ['--stack', 'stagin'])).toEqual({
      code: 1,
      output: 'There is no Pulumi.stagin.yaml; did you mean "staging"?\n',
    });
  });

  it('refuses a stack whose workloads the program applies itself', async () => {
    const copy = aCopy('five');
    change(copy, 'Pulumi.staging.yaml', 'owner: argocd', 'owner: pulumi');
    expect(await render(copy, ['--stack', 'staging'])).toEqual({
      code: 1,
      output: 'Pulumi.staging.yaml: Argo CD applies no workloads of it, so nothing is rendered\n',
    });
  });

  it("writes and checks the folder of the stack's environment and no other", async () => {
    const copy = aCopy('six');
    await render(copy);
    const mine = join(renderedIn(copy), 'production/web/service-web.yaml');
    appendFileSync(mine, '# mine\n');
    rmSync(join(renderedIn(copy), 'staging/web'), { recursive: true });
    expect((await render(copy, ['--stack', 'staging', '--check'])).output).toMatch(
      /^missing: infra\/rendered\/staging\/web\/deployment-web\.yaml\n/,
    );
    expect(await render(copy, ['--stack', 'staging'])).toMatchObject({ code: 0 });
    expect(await render(copy, ['--stack', 'staging', '--check'])).toEqual({ code: 0, output: '' });
    expect(readFileSync(mine, 'utf8')).toContain('# mine');
    expect((await render(copy, ['--stack', 'production', '--check'])).output).toContain(
      'edited: infra/rendered/production/web/service-web.yaml',
    );
  });

  it("keeps the other stacks' files after a run that was killed between two moves", async () => {
    const copy = aCopy('killed');
    await render(copy);
    const tree = readTree(renderedIn(copy));
    renameSync(renderedIn(copy), `${renderedIn(copy)}.old`);
    expect(await render(copy, ['--stack', 'production'])).toMatchObject({ code: 0 });
    expect(readTree(renderedIn(copy))).toEqual(tree);
  });

  it('does not read the files of other stacks', async () => {
    const copy = aCopy('seven');
    writeFileSync(join(copy, 'Pulumi.production.yaml'), 'broken');
    expect(await render(copy, ['--stack', 'staging'])).toMatchObject({ code: 0 });
  });
});
