import type { Argon2Costs } from '../passwords/phc.ts';

/** Cheap hashes, for tests that are about something else. */
export const testCosts: Argon2Costs = { memory: 64, passes: 1, parallelism: 1 };
