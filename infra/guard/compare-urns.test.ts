import { describe, expect, it } from '@jest/globals';
import type { Registered } from './recording-monitor.ts';
import { compareUrns, refusalsOf } from './compare-urns.ts';
import { formerUrns } from './former-urns.ts';
import { type UrnEntry, urnEntries } from './urn-entry.ts';

const stack = 'production';
const root = `urn:pulumi:${stack}::goalixa::pulumi:pulumi:Stack::goalixa-${stack}`;
const postgres = `urn:pulumi:${stack}::goalixa::goalixa:infra:Postgres::postgres`;
const clusterType = 'kubernetes:postgresql.cnpg.io/v1:Cluster';
const urnOfCluster = (name: string) =>
  `urn:pulumi:${stack}::goalixa::goalixa:infra:Postgres$${clusterType}::${name}`;

const resource = (changes: Partial<Registered>): Registered => ({
  ...{ type: clusterType, name: 'postgres-cluster-authdb', custom: true, parent: postgres, provider: 'p' },
  ...{ protect: true, retainOnDelete: false, dependencies: [], aliases: [], ignoreChanges: [] },
  ...{ additionalSecretOutputs: [], inputs: {} },
  ...changes,
});
const box = resource({
  ...{ type: 'goalixa:infra:Postgres', name: 'postgres', parent: root, custom: false, protect: false },
});
const before = urnEntries(stack, [box, resource({})]);

const changesTo = (...registered: readonly Registered[]) => changesOf(before, ...registered);
const changesOf = (golden: readonly UrnEntry[], ...registered: readonly Registered[]) =>
  compareUrns(golden, urnEntries(stack, registered), formerUrns(stack, registered));
const cluster = (name: string, ...formerNames: readonly string[]) =>
  resource({ name, aliases: formerNames.map((former) => ({ spec: { name: former } })) });
const urnsOf = (entries: readonly UrnEntry[]) => entries.map(({ urn }) => urn);

describe('the guard of URNs', () => {
  it('names a renamed cluster without an alias, and refuses it as it is protected', () => {
    const changes = changesTo(box, resource({ name: 'postgres-cluster-auth' }));
    expect(urnsOf(changes.lost)).toEqual([urnOfCluster('postgres-cluster-authdb')]);
    const urn = urnOfCluster('postgres-cluster-authdb');
    expect(refusalsOf(changes, new Set())).toEqual([
      `${urn}: is gone, and it is protected; name its former name in infra/renames.ts, or accept the loss: npm run urns -- --accept '${urn}'`,
    ]);
  });

  it.each([
    ['its former name', { spec: { name: 'postgres-cluster-authdb' } }],
    ['its former URN', { urn: urnOfCluster('postgres-cluster-authdb') }],
  ])('lets a renamed cluster pass that has an alias of %s', (_title, alias) => {
    const changes = changesTo(box, resource({ name: 'postgres-cluster-auth', aliases: [alias] }));
    expect(changes.renamed).toEqual([urnOfCluster('postgres-cluster-authdb')]);
    expect([changes.lost, refusalsOf(changes, new Set())]).toEqual([[], []]);
  });

  it('lets the child of a renamed box pass', () => {
    const renamed = resource({ ...box, name: 'databases', aliases: [{ spec: { name: 'postgres' } }] });
    const parent = postgres.replace(/postgres$/, 'databases');
    const child = resource({ name: 'databases-cluster-authdb', parent });
    expect(changesTo(renamed, child).lost).toEqual([]);
  });

  it('lets a child pass whose box was renamed and which had another name itself', () => {
    const renamed = resource({ ...box, name: 'databases', aliases: [{ spec: { name: 'postgres' } }] });
    const parent = postgres.replace(/postgres$/, 'databases');
    const aliases = [{ spec: { name: 'databases-cluster-authdb' } }];
    const child = resource({ name: 'databases-cluster-auth', parent, aliases });
    expect(changesTo(renamed, child).lost).toEqual([]);
  });

  it('takes one of two former names for taken over, the first as the engine does', () => {
    const two = urnEntries(stack, [box, cluster('one'), cluster('two')]);
    for (const [first, second] of [
      ['one', 'two'],
      ['two', 'one'],
    ] as const) {
      const changes = changesOf(two, box, cluster('both', first, second));
      expect([changes.renamed, urnsOf(changes.lost)]).toEqual([
        [urnOfCluster(first)],
        [urnOfCluster(second)],
      ]);
    }
  });

  it('refuses the loss of what is the former name of a cluster that the engine knows by its own', () => {
    const two = urnEntries(stack, [box, cluster('one'), cluster('two')]);
    const changes = changesOf(two, box, cluster('two', 'one'));
    expect([changes.renamed, urnsOf(changes.lost)]).toEqual([[], [urnOfCluster('one')]]);
  });

  it('passes over a former name that the golden file does not have', () => {
    const changes = changesTo(box, cluster('new', 'older', 'postgres-cluster-authdb'));
    expect([changes.renamed, changes.lost]).toEqual([[urnOfCluster('postgres-cluster-authdb')], []]);
  });

  it('looks for a child below the one box that its own took over', () => {
    const other = resource({ ...box, name: 'old' });
    const child = cluster('old-cluster-authdb');
    const aliases = [{ spec: { name: 'postgres' } }, { spec: { name: 'old' } }];
    const renamed = resource({ ...box, name: 'databases', aliases });
    const parent = postgres.replace(/postgres$/, 'databases');
    const inside = resource({ name: 'databases-cluster-authdb', parent });
    const changes = changesOf(urnEntries(stack, [box, other, child]), renamed, inside);
    expect(urnsOf(changes.lost)).toEqual([
      urnOfCluster('old-cluster-authdb'),
      postgres.replace(/postgres$/, 'old'),
    ]);
  });

  it('tells a protection that is lost along with the name', () => {
    const renamed = { ...cluster('new', 'postgres-cluster-authdb'), protect: false };
    expect(changesTo(box, renamed).bared).toEqual([urnOfCluster('new')]);
  });

  it('refuses the loss of an unprotected one, too, until it is accepted', () => {
    const changes = changesTo(resource({}));
    expect(refusalsOf(changes, new Set())).toEqual([
      expect.stringContaining(`${postgres}: is gone; name its former name`),
    ]);
    expect(refusalsOf(changes, new Set([postgres]))).toEqual([]);
  });

  it('refuses the loss of a protected one until it is accepted by its URN', () => {
    const changes = changesTo(box);
    expect(refusalsOf(changes, new Set())).toHaveLength(1);
    expect(refusalsOf(changes, new Set([postgres]))).toHaveLength(1);
    expect(refusalsOf(changes, new Set([urnOfCluster('postgres-cluster-authdb')]))).toEqual([]);
  });

  it('tells a lost protection', () => {
    const changes = changesTo(box, resource({ protect: false }));
    expect(changes).toEqual({
      ...{ added: [], renamed: [], lost: [] },
      changed: [urnOfCluster('postgres-cluster-authdb')],
      bared: [urnOfCluster('postgres-cluster-authdb')],
    });
  });

  it('tells nothing of the same program', () => {
    expect(changesTo(box, resource({}))).toEqual({
      added: [],
      renamed: [],
      lost: [],
      changed: [],
      bared: [],
    });
  });
});
