import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RepositoryHarness } from '../testing/repository-harness.ts';
import { testInstant } from '../testing/factories.ts';
import { authEventKinds } from './auth-event.ts';

/** What every EventRepository does; called with 'memory' and with 'postgres'. */
export function describeEventRepository(name: string, open: () => Promise<RepositoryHarness>): void {
  describe(`EventRepository (${name})`, () => {
    let harness: RepositoryHarness;
    beforeAll(async () => (harness = await open()));
    afterAll(() => harness.close());

    it('keeps every kind of event in order', async () => {
      const events = authEventKinds.map((kind) => ({
        at: testInstant,
        kind,
        userId: randomUUID(),
        familyId: null,
      }));
      for (const event of events) await harness.audit.add(event);
      expect(await harness.events()).toEqual(events);
    });
  });
}
