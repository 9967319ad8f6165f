import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../paths.ts';
import { readTree } from './committed-tree.ts';

// Each test starts several processes.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalixa render '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of what the renderer reads, without what it wrote. */
function aCopy(name: string): string {
  const copy = join(folder, name);
  const skipped = ['local', 'postgres', 'rendered', 'node_modules'].map((part) =>
    join(paths.root, 'infra', part),
  );
  cpSync(join(paths.root, 'infra'), join(copy, 'infra'), {
    recursive: true,
    filter: (source) => !skipped.includes(source) && !source.endsWith('.test.ts'),
  });
  for (const file of ['package.json', 'Pulumi.yaml', 'Pulumi.staging.yaml', 'Pulumi.production.yaml'])
    cpSync(join(paths.root, file), join(copy, file));
  symlinkSync(join(paths.root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

interface Result {
  readonly code: number;
  readonly output: string;
}

function render(
  copy: string,
  args: string[] = [],
  cwd = copy,
  env: Record<string, string> = {},
): Promise<Result> {
  const main = join(copy, 'infra/render/main.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}` });
    });
  });
}

describe('npm run render', () => {
  it('writes the same bytes from two folders, working directories, locales and time zones', async () => {
    const [first, second] = [aCopy('one'), aCopy('two')];
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const plain = await render(first, [], first, { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' });
    const foreign = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Auckland' };
    const other = await render(second, [], elsewhere, foreign);
    expect([plain, other]).toEqual(
      [0, 1].map(() => ({ code: 0, output: expect.stringMatching(/: \d+ files\n$/) })),
    );
    const tree = readTree(join(first, 'infra/rendered'));
    expect(tree.size).toBeGreaterThan(80);
    expect([...readTree(join(second, 'infra/rendered'))]).toEqual([...tree]);
  });

  it('is committed as it would be written', async () => {
    expect(await render(paths.root, ['--check'])).toEqual({ code: 0, output: '' });
  });

  it('lists what was edited, is missing or is extra with --check, exits 1 and changes nothing', async () => {
    const copy = aCopy('three');
    await render(copy);
    const rendered = join(copy, 'infra/rendered');
    expect(await render(copy, ['--check'])).toEqual({ code: 0, output: '' });
    appendFileSync(join(rendered, 'staging/web/service-web.yaml'), '# mine\n');
    rmSync(join(rendered, 'staging/bff/service-bff.yaml'));
    writeFileSync(join(rendered, 'production/bff/service-old.yaml'), '');
    const before = readTree(rendered);
    expect(await render(copy, ['--check'])).toEqual({
      code: 1,
      output: [
        'edited: infra/rendered/staging/web/service-web.yaml',
        'missing: infra/rendered/staging/bff/service-bff.yaml',
        'extra: infra/rendered/production/bff/service-old.yaml',
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
    const before = readTree(join(copy, 'infra/rendered'));
    appendFileSync(join(copy, 'Pulumi.staging.yaml'), '  goalixa:publicURL: https://x.example\n');
    expect(await render(copy)).toEqual({
      code: 1,
      output: 'Pulumi.staging.yaml: 1 problem\n  goalixa:publicURL: unknown key; did you mean "publicUrl"?\n',
    });
    expect(readTree(join(copy, 'infra/rendered'))).toEqual(before);
  });

  it('refuses an option that it does not know', async () => {
    expect(await render(paths.root, ['--chek'])).toMatchObject({ code: 1 });
  });
});
