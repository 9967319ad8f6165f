import { startTestPostgres } from './test-postgres.ts';

/** Before all tests: one PostgreSQL, which helpers find by `GOALIXA_TEST_POSTGRES`. */
export default async function globalSetup(): Promise<void> {
  process.env.GOALIXA_TEST_POSTGRES = JSON.stringify(await startTestPostgres());
}
