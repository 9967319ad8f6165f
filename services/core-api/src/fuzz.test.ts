import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from '@goalixa/kit/operation.ts';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { operations } from './contract.ts';
import { aGoal, aHabit, aProject, aTask, add, anEntry } from './testing/factories.ts';
import { membersOf, sampleBodies } from './testing/sample-bodies.ts';
import { type Caller, type TestCore, startTestCore } from './testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;
/** One row of each kind, by the kind's name in paths. */
let ids: Record<string, string>;

beforeAll(async () => {
  core = await startTestCore();
  ada = await core.caller({ zoneinfo: 'America/St_Johns' });
  await makeRows();
});
async function makeRows(): Promise<void> {
  const rows = {
    goals: aGoal(),
    projects: aProject(),
    tasks: aTask(),
    'time-entries': anEntry(),
    habits: aHabit(),
  };
  const added = Object.entries(rows).map(
    async ([kind, fields]) => [kind, (await add(ada, kind, fields)).id] as const,
  );
  ids = Object.fromEntries(await Promise.all(added));
}
afterAll(() => core.close());

// Values at the edge of what the database stores, beside anything that JSON can say.
const edges = [
  '\u0000', '\ud800', '\u202e', "'; drop table goals; --", '../..', '%00', '%2e', '-1', '9e99', 'NaN', '2026-02-29',
  '0000-01-01', '9999-12-31', '2199-12-31', '1970-01-01', '2026-11-02T10:00:00Z', '9999-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z', 'UTC', 'fa-IR', 'true', 'null', '2', 'x'.repeat(200), '\u0430\u0301'.repeat(90), 0, -0, 1.5, 1e308, 5e-324, 2 ** 53,
  true, null, [], {}, ['x'], { $ne: 1 }, { __proto__: 1 },
]; // prettier-ignore
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...edges) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.nat(4).map((n) => Object.values(ids)[n]) },
  { weight: 1, arbitrary: fc.constant(null).map(() => v7()) },
);

const some = (members: readonly string[]) =>
  fc.record(Object.fromEntries(members.map((member) => [member, value])), { requiredKeys: [] });

/** Mostly a valid body with one member that is anything: what is wrong with more stops at the first check. */
function bodyOf({ id, body }: Operation): fc.Arbitrary<unknown> {
  const members = membersOf(body);
  const one = fc.tuple(fc.constantFrom(...members, 'more'), value);
  return fc.oneof(
    { weight: 8, arbitrary: one.map(([member, sent]) => ({ ...sampleBodies[id], [member]: sent })) },
    { weight: 2, arbitrary: some(members) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function requestOf(operation: Operation) {
  return fc.record({
    id: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value.map(segment) }),
    day: fc.oneof(
      { weight: 3, arbitrary: fc.constant('2026-11-02') },
      { weight: 1, arbitrary: value.map(segment) },
    ),
    body: bodyOf(operation),
    query: some(membersOf(operation.query)),
    ifMatch: fc.constantFrom('"1"', '"2"', '"999999999999999"', '*', ''),
  });
}

/** A request by the owner of the rows; `id` null: the row of that kind. */
function send(
  operation: Operation,
  id: string | null,
  day: string,
  body: unknown,
  query: object,
  ifMatch: string,
) {
  const kind = operation.path.split('/')[2] ?? '';
  const path = operation.path.replace(':id', id ?? ids[kind] ?? '').replace(':day', day);
  const search = new URLSearchParams();
  for (const [key, sent] of Object.entries(query)) search.set(key, wellFormed(sent));
  const headers = { 'if-match': ifMatch, 'idempotency-key': randomUUID() };
  return ada.ask(
    operation.method.toUpperCase(),
    `${path}?${search.toString()}`,
    operation.body && body,
    headers,
  );
}

describe('F1, F2, F3, F5: whatever is sent, the answer is one that the document describes, never a 5xx', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    await fc.assert(
      fc.asyncProperty(requestOf(operation), async ({ id, day, body, query, ifMatch }) => {
        const answer = await send(operation, id, day, body, query, ifMatch);
        expect([answer.status < 500, answer.text]).toEqual([true, answer.text]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('F7: valid input is accepted', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'by %s',
    async (_id, operation) => {
      await makeRows();
      if (operation.path.endsWith('/timer/stop')) await ada.ask('POST', '/v1/timer/start', {});
      const isSettings = operation.path === '/v1/settings';
      const version = isSettings ? (await ada.ask('GET', '/v1/settings')).body.version : 1;
      const answer = await send(
        operation,
        null,
        '2026-11-02',
        sampleBodies[operation.id],
        {},
        `"${version}"`,
      );
      expect([Math.floor(answer.status / 100), answer.text]).toEqual([2, answer.text]);
    },
  );
});

function wellFormed(sent: unknown): string {
  return (typeof sent === 'string' ? sent : JSON.stringify(sent)).toWellFormed();
}

/** As one segment of a path that `fetch` does not fold away. */
function segment(sent: unknown): string {
  const text = encodeURIComponent(wellFormed(sent));
  return text === '' || /^(\.|%2e){1,2}$/i.test(text) ? 'x' : text;
}
