import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blockedBy, changedElsewhere, meaningOf, waitAfter, withDependents } from '../app/outbox-rules.js';
import type { Command } from '../app/outbox.js';

const command = (changes: Partial<Command> = {}): Command => ({
  ...{
    label: '',
    type: 'tasks',
    rowId: 'a',
    needs: [],
    method: 'POST',
    path: '/tasks',
    body: null,
    effects: [],
  },
  ...{ seen: null, seq: 1, id: '', at: 0, attempts: 0, retryAt: 0, ifMatch: null, rebased: 0, problem: null },
  state: 'waiting',
  ...changes,
});
const problem = { code: '', title: '', detail: '', requestId: '', errors: [], current: null };
const answer = (status: number, code = '') => ({
  ...{ status, body: null, retryAfterMs: 0 },
  problem: status < 400 ? null : { ...problem, status, code },
});

describe('blockedBy', () => {
  const waiting = (...commands: Command[]) => {
    const isBlocked = blockedBy(1_000);
    return commands.map((one) => isBlocked(one));
  };

  it.each(['conflict', 'refused', 'expired'] as const)(
    'holds all of a row back behind a write in %s',
    (state) => {
      expect(waiting(command({ state }), command(), command({ rowId: 'b' }))).toEqual([true, true, false]);
    },
  );

  it('holds back what needs a row that waits, and what needs that', () => {
    const project = command({ type: 'projects', rowId: 'p', state: 'refused' });
    const task = command({ needs: ['projects/p'] });
    const entry = command({ type: 'time-entries', rowId: 'e', needs: ['tasks/a'] });
    expect(waiting(project, task, entry, command({ rowId: 'b' }))).toEqual([true, true, true, false]);
  });

  it('holds a deletion back while something before it needs the row', () => {
    const check = command({ type: 'habit-checks', rowId: 'c', needs: ['habits/h'], retryAt: 2_000 });
    const deletion = command({ type: 'habits', rowId: 'h', method: 'DELETE' });
    expect(waiting(check, deletion)).toEqual([true, true]);
    expect(waiting({ ...check, retryAt: 0 }, deletion)).toEqual([false, false]);
  });

  it('waits for the time of the next try', () => {
    expect(waiting(command({ retryAt: 1_001 }), command())).toEqual([true, true]);
    expect(waiting(command({ retryAt: 1_000 }), command())).toEqual([false, false]);
  });

  it('never lets two writes of a row change places', () => {
    const states = ['waiting', 'sent', 'conflict', 'refused', 'expired'] as const;
    const one = fc.record({ rowId: fc.constantFrom('a', 'b', 'c'), state: fc.constantFrom(...states) });
    fc.assert(
      fc.property(fc.array(one), (rows) => {
        const blocked = waiting(...rows.map((row) => command(row)));
        for (const [index, { rowId }] of rows.entries()) {
          const earlier = blocked.slice(0, index).filter((_, before) => rows[before]?.rowId === rowId);
          if (earlier.includes(true)) expect(blocked[index]).toBe(true);
        }
      }),
    );
  });
});

describe('changedElsewhere', () => {
  const edit = { body: { title: 'mine', projectId: 'p' }, seen: { title: 'seen', projectId: null } };

  it('names fields that are neither what was seen nor what is wanted', () => {
    expect(changedElsewhere(edit, { title: 'theirs', projectId: null })).toEqual(['title']);
    expect(changedElsewhere(edit, { title: 'theirs', projectId: 'q' })).toEqual(['title', 'projectId']);
  });

  it('names none where both want the same, or other fields changed', () => {
    expect(changedElsewhere(edit, { title: 'mine', projectId: null, rank: 'z' })).toEqual([]);
    expect(changedElsewhere(edit, { title: 'seen', projectId: 'p' })).toEqual([]);
  });

  it('compares done with done, not the instants', () => {
    const deletion = { body: null, seen: { title: 'a', doneAt: '2026-11-22T10:00:00.000Z' } };
    expect(changedElsewhere(deletion, { title: 'a', doneAt: '2026-11-22T10:00:01.000Z' })).toEqual([]);
    expect(changedElsewhere(deletion, { title: 'a', doneAt: null })).toEqual(['doneAt']);
  });

  it('names none where nothing was asked for, or the row is gone', () => {
    expect(changedElsewhere({ body: { title: 'a' }, seen: null }, { title: 'b' })).toEqual([]);
    expect(changedElsewhere(edit, null)).toEqual([]);
  });
});

describe('meaningOf', () => {
  it.each([
    ['PATCH', 200, '', 'done'],
    ['POST', 401, 'token_invalid', 'signed-out'],
    ['POST', 429, '', 'stop'],
    ['POST', 503, 'database_unavailable', 'stop'],
    ['POST', 500, 'internal', 'later'],
    ['POST', 409, 'idempotency_in_flight', 'later'],
    ['PATCH', 412, 'version_conflict', 'outdated'],
    ['DELETE', 404, 'not_found', 'done'],
    ['DELETE', 404, 'unknown', 'refused'],
    ['PATCH', 404, 'not_found', 'refused'],
    ['POST', 409, 'already_exists', 'done'],
    ['POST', 409, 'parent_deleted', 'refused'],
    ['POST', 422, 'input_invalid', 'refused'],
  ] as const)('%s answered %i %s is %s', (method, status, code, meaning) => {
    expect(meaningOf({ method }, answer(status, code))).toBe(meaning);
  });
});

describe('waitAfter', () => {
  it('doubles up to a minute, never less than half of it or than was asked for', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100 }),
        fc.nat({ max: 200_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, asked, random) => {
          const longest = Math.min(60_000, 1_000 * 2 ** Math.min(n, 10));
          const wait = waitAfter(n, asked, random);
          expect(wait).toBeGreaterThanOrEqual(Math.max(asked, longest / 2));
          expect(wait).toBeLessThanOrEqual(Math.max(asked, longest));
        },
      ),
    );
  });
});

describe('withDependents', () => {
  const makes = (type: 'projects' | 'tasks', rowId: string, seq: number, needs: string[] = []) =>
    command({ type, rowId, seq, needs, effects: [{ type, id: rowId, set: {}, isWhole: true }] });

  it('takes along what makes no sense without it, and that alone', () => {
    const project = makes('projects', 'p', 1);
    const task = makes('tasks', 't', 2, ['projects/p']);
    const edit = command({ rowId: 't', seq: 3, method: 'PATCH' });
    const other = makes('tasks', 'u', 4);
    expect(withDependents(project, [project, task, edit, other])).toEqual([project, task, edit]);
    expect(withDependents(edit, [project, task, edit, other])).toEqual([edit]);
  });
});
