import { describe, expect, it } from '@jest/globals';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { cloneDatabase } from '@goalixa/kit/testing/template-database.ts';
import { runMain } from '../testing/run-main.ts';

describe('main.ts migrate', () => {
  it('refuses a database of a newer version, finds nothing to do at its own, and says so by the exit code', async () => {
    const database = await cloneDatabase('auth');
    const asOwner = { ...database, ...database.owner };
    expect(await runMain(asOwner, ['migrate'])).toEqual({ code: 0, out: '', err: '' });
    const owner = createPool({ ...asOwner, applicationName: 'auth-test-owner', max: 1 });
    await owner.query("insert into knex_migrations (name, batch) values ('29991231T0000_future.sql', 2)");
    await owner.end();
    const answer = await runMain(asOwner, ['migrate']);
    expect(answer).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('29991231T0000_future.sql'),
    });
    await database.drop();
  });
});
