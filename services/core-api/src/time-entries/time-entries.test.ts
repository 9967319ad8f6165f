import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { aTask, add, anEntry, ifMatch } from '../testing/factories.ts';
import { type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;

beforeAll(async () => {
  core = await startTestCore();
  core.clock.now = Date.parse('2026-11-22T12:00:00.000Z');
  ada = await core.caller();
});
afterAll(() => core.close());

describe('time entries', () => {
  it.each([
    ['of no length', { endedAt: '2026-11-02T10:00:00.000Z' }, 'input_invalid'],
    ['that ends before it starts', { endedAt: '2026-11-02T09:00:00.000Z' }, 'input_invalid'],
    ['of more than 31 days', { startedAt: '2026-09-01T09:00:00.000Z' }, 'input_invalid'],
    ['that ends in the future', { endedAt: '2026-11-22T12:05:00.000Z' }, 'instant_out_of_range'],
    ['before 1970', { startedAt: '1969-12-31T23:59:59.000Z' }, 'input_invalid'],
    ['in the year 0', { startedAt: '0000-01-01T00:00:00.000Z' }, 'input_invalid'],
    ['on a day that does not exist', { startedAt: '2026-02-30T00:00:00.000Z' }, 'input_invalid'],
    ['with an offset', { startedAt: '2026-11-02T10:00:00+01:00' }, 'input_invalid'],
  ])('refuse an entry %s', async (_name, fields, code) => {
    const answer = await ada.ask('POST', '/v1/time-entries', anEntry(fields));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });

  it.each([
    '2026-02-30T00:00:00.000Z',
    '2026-02-28T24:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '2200-01-01T00:00:00.000Z',
    '2026-11-02T10:00:00Z',
    'now',
  ])('refuse a cursor made with %s', async (startedAt) => {
    const cursor = Buffer.from(JSON.stringify([startedAt, v7()])).toString('base64url');
    const answer = await ada.ask('GET', `/v1/time-entries?cursor=${cursor}`);
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/cursor' }]]);
  });

  it('refuse an edit to more than 31 days', async () => {
    const entry = await add(ada, 'time-entries', anEntry());
    const edit = { startedAt: '2026-09-01T10:00:00.000Z' };
    const answer = await ada.ask('PATCH', `/v1/time-entries/${entry.id}`, edit, ifMatch(1));
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/endedAt' }]]);
  });

  it('refuse an edit that turns the interval around', async () => {
    const entry = await add(ada, 'time-entries', anEntry());
    const answer = await ada.ask(
      'PATCH',
      `/v1/time-entries/${entry.id}`,
      { startedAt: '2026-11-02T12:00:00.000Z' },
      ifMatch(1),
    );
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/endedAt' }]]);
  });

  it('are listed newest first, by window and by task', async () => {
    const task = await add(ada, 'tasks', aTask());
    const starts = ['2026-10-01T08:00:00.000Z', '2026-10-02T08:00:00.000Z', '2026-10-03T08:00:00.000Z'];
    for (const startedAt of starts) {
      const endedAt = startedAt.replace('T08', 'T09');
      await add(ada, 'time-entries', { startedAt, endedAt, taskId: task.id });
    }
    const startsOf = async (query: string) =>
      (await ada.ask('GET', `/v1/time-entries?${query}`)).body.items.map(
        (entry: { startedAt: string }) => entry.startedAt,
      );
    expect(await startsOf(`taskId=${task.id}`)).toEqual([...starts].reverse());
    expect(await startsOf(`from=${starts[1]}&to=${starts[2]}`)).toEqual([starts[1]]);
  });

  it('keep instants to the millisecond', async () => {
    const entry = await add(ada, 'time-entries', anEntry({ startedAt: '2026-11-02T10:00:00.1239Z' }));
    expect(entry.startedAt).toBe('2026-11-02T10:00:00.123Z');
  });
});
