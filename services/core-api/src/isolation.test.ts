import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from '@goalixa/kit/operation.ts';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { operations } from './contract.ts';
import { aGoal, aHabit, aProject, aTask, add, anEntry } from './testing/factories.ts';
import { membersOf, sampleBodies } from './testing/sample-bodies.ts';
import { type Answer, type Caller, type TestCore, startTestCore } from './testing/start-test-core.ts';

/** Row names that a path, query or body may hold, each with the kind of row it names. */
const naming = { goalId: 'goals', projectId: 'projects', taskId: 'tasks', afterId: 'tasks' } as const;
type Naming = keyof typeof naming;
const kinds = ['goals', 'projects', 'tasks', 'time-entries', 'habits'] as const;
type Kind = (typeof kinds)[number];

let core: TestCore;
let ada: Caller;
let bob: Caller;
let bobs: Record<Kind, string>;
let adas: Record<Kind, string>;
let before: Record<string, unknown[]>;

beforeAll(async () => {
  core = await startTestCore();
  [ada, bob] = [await core.caller(), await core.caller()];
  [adas, bobs] = [await rowsOf(ada), await rowsOf(bob)];
  before = await dump(bob.userId);
});
afterAll(() => core.close());

async function rowsOf(caller: Caller): Promise<Record<Kind, string>> {
  const goal = await add(caller, 'goals', aGoal());
  const project = await add(caller, 'projects', aProject({ goalId: goal.id }));
  const task = await add(caller, 'tasks', aTask({ projectId: project.id }));
  const entry = await add(caller, 'time-entries', anEntry({ taskId: task.id }));
  const habit = await add(caller, 'habits', aHabit());
  await caller.ask('PUT', `/v1/habits/${habit.id}/checks/2026-11-02`);
  return { goals: goal.id, projects: project.id, tasks: task.id, 'time-entries': entry.id, habits: habit.id };
}

/** Every table whose rows belong to users, those of later migrations too. */
async function tablesOfUsers(): Promise<string[]> {
  const { rows } = await core.pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns
     where table_schema = current_schema() and column_name = 'user_id' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** All that is stored of a user, by table. */
async function dump(userId: string): Promise<Record<string, unknown[]>> {
  const tables = (await tablesOfUsers()).map(async (table) => {
    const stored = `select to_jsonb(t) as row from ${table} t where user_id = $1 order by to_jsonb(t)::text`;
    return [table, (await core.pool.query(stored, [userId])).rows] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** One way in which an operation can name a row. */
interface Way {
  readonly title: string;
  readonly operation: Operation;
  readonly place: 'path' | 'query' | 'body';
  readonly field: string;
  readonly kind: Kind;
}

const ways: Way[] = operations.flatMap((operation) => {
  const way = (place: Way['place'], field: string, kind: Kind): Way => ({
    title: `${operation.id}, ${field} in the ${place}`,
    operation,
    place,
    field,
    kind,
  });
  const kindOfPath = kinds.find((kind) => operation.path.startsWith(`/v1/${kind}/`));
  const named = (schema: z.ZodType | undefined) =>
    membersOf(schema).filter((field) => field in naming) as Naming[];
  return [
    ...(kindOfPath && operation.path.includes('/:id') ? [way('path', 'id', kindOfPath)] : []),
    ...named(operation.query).map((field) => way('query', field, naming[field])),
    ...named(operation.body).map((field) => way('body', field, naming[field])),
  ];
});

/** The request with this row in that place, and the caller's own rows everywhere else. */
function askWith(caller: Caller, { operation, place, field }: Way, row: string): Promise<Answer> {
  const own = kinds.find((kind) => operation.path.startsWith(`/v1/${kind}/`));
  const id = place === 'path' ? row : own ? adas[own] : '';
  const path = operation.path.replace(':id', id).replace(':day', '2026-11-01');
  const query = place === 'query' ? `?${field}=${row}` : '';
  const body = operation.body && {
    ...sampleBodies[operation.id],
    ...(place === 'body' ? { [field]: row } : {}),
  };
  const headers = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
  return caller.ask(operation.method.toUpperCase(), `${path}${query}`, body, headers);
}

const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

describe("B1, B2: another user's row", () => {
  it('can be named in every operation that names rows, each of them tried below', () => {
    expect(ways.filter(({ place }) => place === 'path')).toHaveLength(
      operations.filter(({ path }) => path.includes(':id')).length,
    );
    for (const field of Object.keys(naming)) expect(ways.map((way) => way.field)).toContain(field);
    // A member that ends in Id and is not in the table would be a way that nobody tries.
    const all = operations.flatMap(({ query, body }) => [...membersOf(query), ...membersOf(body)]);
    expect(all.filter((member) => member.endsWith('Id') && !(member in naming))).toEqual([]);
    expect(operations.filter(({ id, body }) => body && !(id in sampleBodies)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it.each(ways.map((way) => [way.title, way] as const))(
    'is as good as missing to %s',
    async (_title, way) => {
      const foreign = await askWith(ada, way, bobs[way.kind]);
      const missing = await askWith(ada, way, v7());
      expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
      expect(withoutRequestId(foreign.text)).toBe(withoutRequestId(missing.text));
      expect(headersOf(foreign)).toEqual(headersOf(missing));
    },
  );

  it.each(ways.map((way) => [way.title, way] as const))(
    'is reachable for its owner: %s',
    async (_title, way) => {
      const answer = await askWith(ada, way, adas[way.kind]);
      expect(answer.status).not.toBe(404);
      // So that the next way finds it again, at version 1 or not.
      if (way.operation.method === 'delete' && way.operation.path.endsWith('/:id')) {
        await ada.ask('POST', `/v1/${way.kind}/${adas[way.kind]}/restore`);
      }
    },
  );

  it('is untouched by all of that, in every table', async () => {
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    expect(await dump(bob.userId)).toEqual(before);
  });

  it('is in no list, feed, report or dashboard of others', async () => {
    const texts = [];
    for (const { method, path } of operations) {
      if (method === 'get' && !path.includes(':id') && path !== '/openapi.json')
        texts.push((await ada.ask('GET', path)).text);
    }
    expect(texts.length).toBeGreaterThan(8);
    for (const id of Object.values(bobs)) expect(texts.join()).not.toContain(id);
  });

  it('can share its id with a row of somebody else', async () => {
    const id = v7();
    for (const caller of [ada, await core.caller()]) {
      expect((await caller.ask('POST', '/v1/goals', aGoal({ id }))).status).toBe(201);
    }
  });

  it.each(
    operations.filter(({ security }) => security !== false).map(({ id, method, path }) => [id, method, path]),
  )('F12: asks for a token: %s', async (_id, method, path) => {
    const url = `${core.url}${path.replace(':id', bobs.goals).replace(':day', '2026-11-01')}`;
    for (const headers of [{}, { authorization: 'Bearer x.y.z' }]) {
      expect((await fetch(url, { method: method.toUpperCase(), headers })).status).toBe(401);
    }
  });
});

function headersOf({ headers }: Answer): [string, string][] {
  return [...headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
}
