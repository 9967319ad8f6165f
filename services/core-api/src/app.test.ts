import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '@goalixa/kit/openapi.ts';
import { v7 } from 'uuid';
import { operations } from './contract.ts';
import { aGoal, aHabit, aProject, aTask, add, anEntry, ifMatch } from './testing/factories.ts';
import { type Caller, type TestCore, startTestCore } from './testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;

beforeAll(async () => {
  core = await startTestCore();
  ada = await core.caller({ zoneinfo: 'Europe/Berlin', locale: 'de-DE' });
});
afterAll(() => core.close());

const kinds = [
  ['goals', aGoal(), { title: 'Other' }, { targetHours: 20 }],
  ['projects', aProject(), { name: 'Other' }, { goalId: null }],
  ['tasks', aTask(), { title: 'Other' }, { done: true }],
  [
    'time-entries',
    anEntry(),
    { endedAt: '2026-11-02T11:30:00.000Z' },
    { startedAt: '2026-11-02T09:00:00.000Z' },
  ],
  ['habits', aHabit(), { title: 'Other' }, {}],
] as const;

describe.each(kinds)('/v1/%s', (kind, fields, patch, otherPatch) => {
  const path = `/v1/${kind}`;

  it('F12: refuses callers without a token', async () => {
    expect((await fetch(`${core.url}${path}`)).status).toBe(401);
  });

  it.each(['userId', 'role', 'createdAt', 'version', 'rank', 'change'])(
    'B4: refuses the field %s',
    async (field) => {
      const answer = await ada.ask('POST', path, { ...fields, [field]: 'x' });
      expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: `/${field}` }]]);
    },
  );

  it('refuses a write without Idempotency-Key', async () => {
    const answer = await ada.ask('POST', path, fields, { 'idempotency-key': '' });
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency_key_missing']);
  });

  it('refuses an id that is not a UUIDv7', async () => {
    const answer = await ada.ask('POST', path, { ...fields, id: randomUUID() });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/id' }]]);
  });

  it('refuses an id that is taken, by a deleted row too', async () => {
    const row = await add(ada, kind, { ...fields, id: v7() });
    expect((await ada.ask('POST', path, { ...fields, id: row.id })).body.code).toBe('already_exists');
    await ada.ask('DELETE', `${path}/${row.id}`, undefined, ifMatch(1));
    expect((await ada.ask('POST', path, { ...fields, id: row.id })).status).toBe(409);
  });

  it('F11: answers the added row at once, with its version as ETag', async () => {
    const row = await add(ada, kind, fields);
    const read = await ada.ask('GET', `${path}/${row.id}`);
    expect([read.status, read.headers.get('etag'), read.body]).toEqual([200, '"1"', row]);
  });

  it('refuses PATCH and DELETE without If-Match, or with one that is no version', async () => {
    const row = await add(ada, kind, fields);
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? patch : undefined;
      expect((await ada.ask(method, `${path}/${row.id}`, body)).body.code).toBe('if_match_missing');
      const odd = await ada.ask(method, `${path}/${row.id}`, body, { 'if-match': '3' });
      expect(odd.body.code).toBe('if_match_invalid');
    }
  });

  it('answers 412 with the current row when a changed field is stale, and merges other fields', async () => {
    const row = await add(ada, kind, fields);
    const first = await ada.ask('PATCH', `${path}/${row.id}`, patch, ifMatch(1));
    expect([first.status, first.body.version, first.headers.get('etag')]).toEqual([200, 2, '"2"']);
    const [field = ''] = Object.keys(patch);
    const stale = kind === 'time-entries' ? '2026-11-02T12:00:00.000Z' : 'Third';
    const conflict = await ada.ask('PATCH', `${path}/${row.id}`, { [field]: stale }, ifMatch(1));
    expect(conflict.status).toBe(412);
    expect([conflict.body.code, conflict.body.current.version]).toEqual(['version_conflict', 2]);
    expect(first.body).toMatchObject(conflict.body.current);
    const merged = await ada.ask('PATCH', `${path}/${row.id}`, otherPatch, ifMatch(1));
    expect(merged.status).toBe(200);
    expect(merged.body).toMatchObject(patch);
  });

  it('answers 412 to a version that never was, and to a DELETE of an older one', async () => {
    const row = await add(ada, kind, fields);
    expect((await ada.ask('PATCH', `${path}/${row.id}`, patch, ifMatch(9))).status).toBe(412);
    await ada.ask('PATCH', `${path}/${row.id}`, patch, ifMatch(1));
    expect((await ada.ask('DELETE', `${path}/${row.id}`, undefined, ifMatch(1))).status).toBe(412);
  });

  it('F10: deletes softly and restores', async () => {
    const row = await add(ada, kind, fields);
    expect((await ada.ask('DELETE', `${path}/${row.id}`, undefined, ifMatch(1))).status).toBe(204);
    expect((await ada.ask('GET', `${path}/${row.id}`)).status).toBe(404);
    expect((await ada.ask('DELETE', `${path}/${row.id}`, undefined, ifMatch(2))).status).toBe(404);
    const restored = await ada.ask('POST', `${path}/${row.id}/restore`);
    expect([restored.status, restored.body.version, restored.body.deletedAt]).toEqual([200, 3, null]);
    const again = await ada.ask('POST', `${path}/${row.id}/restore`);
    expect(again.body).toEqual(restored.body);
  });

  it('pages through all rows once, in one order', async () => {
    const bea = await core.caller();
    const added = [];
    for (let n = 0; n < 5; n += 1) added.push((await add(bea, kind, fields)).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await bea.ask('GET', `${path}?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect([...seen].sort()).toEqual([...added].sort());
  });

  it.each(['limit=201', 'limit=0', 'cursor=x', 'cursor=WyJ4IiwieSJd', 'colour=red', 'limit=1.5'])(
    'L4: refuses a list with %s',
    async (query) => {
      expect((await ada.ask('GET', `${path}?${query}`)).status).toBe(422);
    },
  );

  it('B5: refuses wrong types and strings that cannot be stored, naming the field', async () => {
    const [field = ''] = Object.keys(fields);
    const wrong = [
      null,
      7,
      true,
      {},
      [],
      '',
      '\u0000',
      'a\u0000b',
      '\ud800',
      ' ',
      'x'.repeat(201),
      { $ne: 1 },
    ];
    for (const value of wrong) {
      const answer = await ada.ask('POST', path, { ...fields, [field]: value });
      expect([value, answer.status, answer.body.errors[0].pointer]).toEqual([value, 422, `/${field}`]);
    }
  });
});

describe('idempotency', () => {
  it('answers a repeated write with the first answer, and stores one row', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await ada.ask('POST', '/v1/goals', aGoal({ title: 'Once' }), key);
    const second = await ada.ask('POST', '/v1/goals', { targetHours: 10, title: 'Once' }, key);
    expect([second.status, second.body]).toEqual([201, first.body]); // the order of members does not count
    const third = await ada.ask('POST', '/v1/goals', aGoal({ title: 'Once' }), key);
    expect([third.status, third.body, third.headers.get('etag')]).toEqual([201, first.body, '"1"']);
    const { rows } = await core.pool.query('select from goals where user_id = $1 and title = $2', [
      ada.userId,
      'Once',
    ]);
    expect(rows).toHaveLength(1);
  });

  it('refuses a key that was used with another body', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await ada.ask('POST', '/v1/goals', aGoal(), key);
    const other = await ada.ask('POST', '/v1/goals', aGoal({ title: 'Another' }), key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
  });

  it('repeats a refusal as it was', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const task = aTask({ projectId: v7() });
    const first = await ada.ask('POST', '/v1/tasks', task, key);
    const second = await ada.ask('POST', '/v1/tasks', task, key);
    expect([first.status, second.status, second.body.code]).toEqual([404, 404, 'not_found']);
  });

  it('lets one of many callers with one key through; the others hear that it runs, or its answer', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const goal = aGoal({ title: 'Many' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ada.ask('POST', '/v1/goals', goal, key)),
    );
    const codes = answers.map(({ status, body }) => (status === 201 ? 'added' : body.code));
    expect(codes).toContain('added');
    expect(codes.filter((code) => code !== 'added' && code !== 'idempotency_in_flight')).toEqual([]);
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
  });
});

describe('projects and their tasks', () => {
  it('go and come back together; a task deleted before stays deleted', async () => {
    const project = await add(ada, 'projects', aProject());
    const kept = await add(ada, 'tasks', aTask({ projectId: project.id }));
    const gone = await add(ada, 'tasks', aTask({ projectId: project.id }));
    await ada.ask('DELETE', `/v1/tasks/${gone.id}`, undefined, ifMatch(1));
    await ada.ask('DELETE', `/v1/projects/${project.id}`, undefined, ifMatch(1));
    expect((await ada.ask('GET', `/v1/tasks/${kept.id}`)).status).toBe(404);
    const early = await ada.ask('POST', `/v1/tasks/${kept.id}/restore`);
    expect([early.status, early.body.code]).toEqual([409, 'parent_deleted']);
    await ada.ask('POST', `/v1/projects/${project.id}/restore`);
    expect((await ada.ask('GET', `/v1/tasks/${kept.id}`)).body.version).toBe(3);
    expect((await ada.ask('GET', `/v1/tasks/${gone.id}`)).status).toBe(404);
  });

  it('list by project and by being done', async () => {
    const project = await add(ada, 'projects', aProject());
    const open = await add(ada, 'tasks', aTask({ projectId: project.id }));
    const done = await add(ada, 'tasks', aTask({ projectId: project.id }));
    const marked = await ada.ask('POST', `/v1/tasks/${done.id}/done`);
    expect(marked.body.doneAt).not.toBeNull();
    const idsOf = async (query: string) =>
      (await ada.ask('GET', `/v1/tasks?projectId=${project.id}${query}`)).body.items.map(
        (t: { id: string }) => t.id,
      );
    expect(await idsOf('')).toEqual([open.id, done.id]);
    expect(await idsOf('&done=true')).toEqual([done.id]);
    expect(await idsOf('&done=false')).toEqual([open.id]);
    expect((await ada.ask('POST', `/v1/tasks/${done.id}/reopen`)).body.doneAt).toBeNull();
  });

  it('keep the order that the user gives, writing one row per move', async () => {
    const eve = await core.caller();
    const [a, b, c] = [
      await add(eve, 'tasks', aTask()),
      await add(eve, 'tasks', aTask()),
      await add(eve, 'tasks', aTask()),
    ];
    const order = async () => (await eve.ask('GET', '/v1/tasks')).body.items.map((t: { id: string }) => t.id);
    expect(await order()).toEqual([a.id, b.id, c.id]);
    const { next } = (await eve.ask('GET', '/v1/changes')).body;
    await eve.ask('POST', `/v1/tasks/${c.id}/move`, { afterId: a.id });
    expect(await order()).toEqual([a.id, c.id, b.id]);
    expect((await eve.ask('GET', `/v1/changes?after=${next}`)).body.items).toHaveLength(1);
    await eve.ask('POST', `/v1/tasks/${b.id}/move`, { afterId: null });
    expect(await order()).toEqual([b.id, a.id, c.id]);
    await eve.ask('POST', `/v1/tasks/${a.id}/move`, { afterId: b.id });
    await eve.ask('POST', `/v1/tasks/${a.id}/move`, { afterId: a.id });
    expect(await order()).toEqual([b.id, a.id, c.id]);
  });
});

describe('the document and other methods', () => {
  it('serves OpenAPI 3.1 without a token', async () => {
    const answer = await fetch(`${core.url}/openapi.json`);
    const document = openApiDocument({ title: 'Goalixa Core API', version: '1', operations });
    expect(document).toMatchObject({ openapi: '3.1.0' });
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('F9: answers 405 with Allow to another method, 404 to an unknown path', async () => {
    const wrong = await ada.ask('PUT', '/v1/goals', {});
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await ada.ask('GET', '/v1/nowhere')).status).toBe(404);
  });
});
