import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { roleOption } from '../database/role-option.ts';
import { cloneDatabase, type TestDatabase } from './template-database.ts';

async function open(
  { host, port, database }: TestDatabase,
  login: Pick<TestDatabase, 'user' | 'password'>,
): Promise<pg.Client> {
  const [user, password] = await Promise.all([login.user.read(), login.password.read()]);
  const client = new pg.Client({ host, port, database, user, password, options: roleOption(user) });
  client.on('error', () => undefined); // `drop` closes it from the other side
  await client.connect();
  return client;
}

describe('cloneDatabase', () => {
  it('gives callers at the same time a migrated database each', async () => {
    const databases = await Promise.all([
      cloneDatabase('auth'),
      cloneDatabase('auth'),
      cloneDatabase('core-api'),
    ]);
    expect(new Set(databases.map(({ database }) => database)).size).toBe(3);
    for (const database of databases) {
      const owner = await open(database, database.owner);
      const { rows } = await owner.query('select name from knex_migrations');
      expect(rows.length).toBeGreaterThan(0);
      await owner.end();
      await database.drop();
    }
  });

  it("runs as the service's role, which cannot make tables", async () => {
    const database = await cloneDatabase('auth');
    const client = await open(database, database);
    expect((await client.query('select current_user')).rows).toEqual([{ current_user: 'authdb_app' }]);
    await expect(client.query('create table mine ()')).rejects.toThrow('permission denied for schema public');
    await client.end();
    await database.drop();
  });

  it('removes the database although somebody is still connected', async () => {
    const database = await cloneDatabase('core-api');
    const client = await open(database, database);
    await database.drop();
    await expect(client.query('select 1')).rejects.toThrow();
    await expect(open(database, database)).rejects.toThrow(`database "${database.database}" does not exist`);
  });
});
