import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryCopy } from '../fixtures/repository-copy.ts';
import { recordedProgram } from './recorded-program.ts';
import { committedStack } from './stack-input.ts';
import { readUrns } from './urn-files.ts';

// Each test runs the program in a copy of the repository, in processes of their own.
jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'goalixa urns '));
let copy: string;
let count = 0;
beforeEach(() => {
  copy = repositoryCopy(join(folder, String((count += 1))));
  rmSync(join(copy, 'Pulumi.staging.yaml'));
  rmSync(join(copy, 'infra/guard/urns/staging.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const golden = (): string => readFileSync(join(copy, 'infra/guard/urns/production.json'), 'utf8');
function urns(...options: string[]): { code: number | null; output: string } {
  const script = join(copy, 'infra/guard/urns.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...options], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}
function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
}
const remember = (renames: Readonly<Record<string, readonly string[]>>): void =>
  change('infra/renames.ts', 'readonly string[]>> = {}', `readonly string[]>> = ${JSON.stringify(renames)}`);

const production = readUrns('production');
const urnOf = (name: string): string => {
  const entry = production.find(({ urn }) => urn.endsWith(`::${name}`));
  if (!entry) throw new Error(`${name} is not in the golden file`);
  return entry.urn;
};
const [authdb, goalixa] = ['postgres-cluster-production-authdb', 'postgres-cluster-production-goalixa'];

/** Both of production's database clusters get another name. */
const renameClusters = (): void =>
  change(
    'infra/postgres/cluster-object.ts',
    'metadataOf(environment, cluster.name)',
    "metadataOf(environment, cluster.name + '-two')",
  );

describe('npm run urns', () => {
  it('refuses a golden file whose stack is gone: it would be compared with nothing', () => {
    writeFileSync(join(copy, 'infra/guard/urns/other.json'), '[]\n');
    expect(urns('--check')).toEqual({
      code: 1,
      output: expect.stringContaining('infra/guard/urns/other.json: there is no Pulumi.other.yaml'),
    });
  });

  it('refuses to accept what is not lost', () => {
    const before = golden();
    const { code, output } = urns('--accept', 'urn:nonsense');
    expect([code, output, golden()]).toEqual([
      1,
      expect.stringContaining('--accept urn:nonsense: nothing'),
      before,
    ]);
  });

  it('refuses a lost protection by name until it is accepted', () => {
    change('infra/protection.ts', "'kubernetes:postgresql.cnpg.io/v1:Database',", '');
    const databases = ['postgres-database-production-authdb', 'postgres-database-production-goalixa'].map(
      urnOf,
    );
    const { code, output } = urns();
    expect([code, databases.every((urn) => output.includes(`${urn}: is no longer protected`))]).toEqual([
      1,
      true,
    ]);
    expect(urns(...databases.flatMap((urn) => ['--accept', urn])).code).toBe(0);
  });

  it('says nothing of a program that is as it was', () => {
    expect(urns('--check')).toEqual({ code: 0, output: '' });
  });

  it('refuses a renamed Cluster by its name, and writes nothing', () => {
    renameClusters();
    const before = golden();
    const check = urns('--check');
    expect([check.code, check.output]).toEqual([
      1,
      expect.stringContaining(`gone, and no alias leads to it (protected): ${urnOf(authdb)}\n`),
    ]);
    const plain = urns();
    expect(plain.code).toBe(1);
    for (const name of [authdb, goalixa])
      expect(plain.output).toContain(`${urnOf(name)}: is gone, and it is protected; `);
    expect(golden()).toBe(before);
  });

  it('lets a renamed Cluster pass that has its former name in renames.ts', () => {
    renameClusters();
    remember({ [`${authdb}-two`]: [authdb], [`${goalixa}-two`]: [goalixa] });
    const { code, output } = urns();
    expect([code, output]).toEqual([0, expect.stringContaining(`renamed: ${urnOf(authdb)}\n`)]);
    expect(golden()).toContain(`::${authdb}-two"`);
    expect(golden()).not.toContain(`::${authdb}"`);
  });

  it('wants every loss to be accepted, of what is protected and of what is not', () => {
    change('Pulumi.production.yaml', 'layout: separate', 'layout: shared');
    const refused = urns();
    const lines = refused.output.trimEnd().split('\n');
    const lost = lines.map((line) => line.replace(/: is gone.*/, ''));
    expect([refused.code, lost]).toEqual([1, expect.arrayContaining([authdb, goalixa].map(urnOf))]);
    const backup = urnOf('postgres-scheduledbackup-production-authdb');
    expect(lines.find((line) => line.startsWith(backup))).toMatch(/: is gone; name its former name/);
    const accept = (accepted: readonly string[]) => urns(...accepted.flatMap((urn) => ['--accept', urn]));
    for (const kept of [urnOf(authdb), backup]) {
      const { code, output } = accept(lost.filter((urn) => urn !== kept));
      expect([code, output]).toEqual([1, expect.stringMatching(/^[^\n]+\n$/)]);
      expect(output.startsWith(`${kept}: is gone`)).toBe(true);
    }
    expect(accept(lost).code).toBe(0);
    expect(golden()).not.toContain(`::${authdb}"`);
  });

  it('lets a renamed box pass with all that is in it', () => {
    change('infra/index.ts', "new Postgres('postgres'", "new Postgres('databases'");
    remember({ databases: ['postgres'] });
    const { code, output } = urns();
    const inside = production.filter(({ urn }) => urn.includes('goalixa:infra:Postgres'));
    expect([code, output.match(/^renamed: /gm)?.length]).toEqual([0, inside.length]);
  });
});

describe('renames.ts', () => {
  it('holds for every resource: boxes, providers, machines, runs of scripts, releases, objects', async () => {
    const names = production.map(({ urn }) => urn.split('::')[3] ?? '');
    remember(Object.fromEntries(names.map((name) => [name, [`former-${name}`]])));
    const file = join(copy, 'infra/guard/record-program.ts');
    const { registered } = await recordedProgram(committedStack('production'), file);
    const resources = registered.filter(({ type }) => type !== 'pulumi:pulumi:Stack');
    const formerNames = resources.map(({ aliases }) =>
      (aliases as { spec: { name: string } }[]).map(({ spec }) => spec.name),
    );
    expect(formerNames).toEqual(resources.map(({ name }) => [`former-${name}`]));
    expect(resources.length).toBe(production.length);
  });
});
