import { z } from 'zod';

const login = z.object({ userFile: z.string(), passwordFile: z.string() });
const testPostgresShape = z.object({
  host: z.string(),
  port: z.number(),
  superuser: login,
  databases: z.record(z.string(), z.object({ owner: login, app: login })),
});

/** The PostgreSQL of a test run: where it is and which files hold its logins. */
export type TestPostgres = z.infer<typeof testPostgresShape>;

/**
 * Reads what `test/global-setup.ts` has left for the tests.
 * @throws Error when it did not run
 */
export function testPostgres(json = process.env.GOALIXA_TEST_POSTGRES): TestPostgres {
  if (!json) {
    throw new Error(
      'GOALIXA_TEST_POSTGRES is not set: run tests by `npm run jest`, whose setup starts PostgreSQL.',
    );
  }
  return testPostgresShape.parse(JSON.parse(json));
}
