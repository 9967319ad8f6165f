import { stopTestPostgres } from './test-postgres.ts';

/** After all tests: nothing is left behind. */
export default async function globalTeardown(): Promise<void> {
  await stopTestPostgres();
}
