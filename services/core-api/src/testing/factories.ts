import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { type Row, newRow } from '../rows/row.ts';
import type { Answer, Caller } from './start-test-core.ts';

let count = 0;

/** A stored row with the fields given, as its first write left it. */
export function aRow<F extends object>(fields: F, change = 1): Row<F> {
  return newRow(v7(), fields, { at: '2026-11-22T10:00:00.000Z', change });
}

/** Adds a row of a kind over HTTP and answers it; fails the test when it is not added. */
export async function add(caller: Caller, kind: string, fields: object): Promise<Answer['body']> {
  const answer = await caller.ask('POST', `/v1/${kind}`, fields);
  if (answer.status !== 201) throw new Error(`${kind}: ${answer.text}`);
  return answer.body;
}

export const aGoal = (fields: object = {}) => ({ title: `Goal ${++count}`, targetHours: 10, ...fields });
export const aProject = (fields: object = {}) => ({ name: `Project ${++count}`, ...fields });
export const aTask = (fields: object = {}) => ({ title: `Task ${++count}`, ...fields });
export const aHabit = (fields: object = {}) => ({ title: `Habit ${++count}`, ...fields });
/** An entry of an hour. */
export const anEntry = (fields: object = {}) => ({
  startedAt: '2026-11-02T10:00:00.000Z',
  endedAt: '2026-11-02T11:00:00.000Z',
  ...fields,
});

/** An If-Match header, with a fresh key. */
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"`, 'idempotency-key': randomUUID() });
