import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { checkedCatalogue } from '../catalogue/check-catalogue.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { DataFolder } from './data-folder.ts';
import { planOf, type PlanInput } from './plan.ts';

const ports = Object.fromEntries(
  [...catalogue.map(({ name }) => name), 'notes'].map((name, i) => [name, 41_000 + i]),
);
const input: PlanInput = {
  catalogue,
  data: new DataFolder('/data'),
  ports,
  postgresPort: 5432,
  publicUrl: 'http://localhost:8080',
  redis: undefined,
};
const childOf = (name: string, given: PlanInput = input) =>
  planOf(given).find((child) => child.name === name);

describe('planOf', () => {
  it('plans one process on loopback for each service and site', () => {
    const plan = planOf(input);
    expect(plan.map(({ name }) => name)).toEqual(catalogue.map(({ name }) => name));
    for (const child of plan)
      expect(child.variables).toMatchObject({ HOST: '127.0.0.1', PORT: String(child.port) });
  });

  it('starts sites once they are built, services once their databases are there, and the rest at once', () => {
    expect(Object.fromEntries(planOf(input).map(({ name, startsAfter }) => [name, startsAfter]))).toEqual({
      auth: 'databases',
      'core-api': 'databases',
      bff: 'nothing',
      syntra: 'nothing',
      web: 'pages',
      landing: 'pages',
    });
  });

  it('gives a site the folder of its built files', () => {
    expect(childOf('web')?.args.slice(-2)).toEqual(['web', '/data/sites/web']);
  });

  it('gives no cache where there is no Redis, and the password as a file only where there is one', () => {
    expect(childOf('bff')?.variables).not.toHaveProperty('REDIS_URL');
    const open = childOf('bff', { ...input, redis: 'redis://127.0.0.1:6379' })?.variables;
    expect(open).toMatchObject({ REDIS_URL: 'redis://127.0.0.1:6379' });
    expect(open).not.toHaveProperty('REDIS_PASSWORD_FILE');
    const closed = childOf('bff', { ...input, redis: 'redis://:s3cret@127.0.0.1:6379' })?.variables;
    expect(JSON.stringify(closed)).not.toContain('s3cret');
    expect(closed).toHaveProperty('REDIS_PASSWORD_FILE', '/data/secrets/bff/redis-password');
  });

  it('takes a seventh deployable from the catalogue alone', () => {
    const child = childOf('notes', { ...input, catalogue: checkedCatalogue([...catalogue, notes]) });
    expect(child?.args.at(-1)).toMatch(/services\/notes\/src\/main\.ts$/);
    expect(child?.variables).toMatchObject({
      CORE_API_URL: `http://127.0.0.1:${ports['core-api']}`,
      NOTE_KEY_FILE: '/data/secrets/notes/note-key',
    });
  });
});
