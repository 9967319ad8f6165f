import { expect } from '@jest/globals';
import type { Account } from './web-twin.ts';

interface TaskRow {
  readonly id: string;
  readonly title: string;
  readonly projectId: string | null;
  readonly doneAt: string | null;
}

/** What `doEverything` leaves at the server. */
export async function expectEverything({ api }: Account): Promise<void> {
  const names = async (list: string) =>
    (await api.list<{ title?: string; name?: string }>(list))
      .map(({ title, name }) => title ?? name)
      .toSorted();
  expect(await names('goals')).toEqual(['New goal of mine', 'Renamed goal']);
  expect(await names('projects')).toEqual(['New project', 'Old project']);
  expect(await names('habits')).toEqual(['New habit of mine', 'Renamed habit']);
  const tasks = await api.list<TaskRow>('tasks');
  expect(tasks.map(({ title, doneAt }) => [title, doneAt])).toEqual([
    ['First', null],
    ['Third', null],
    ['Second', null],
    ['New task of mine', null],
  ]);
  const projects = await api.list<{ id: string; name: string; goalId: string }>('projects');
  const goals = await api.list<{ id: string; title: string }>('goals');
  const added = projects.find(({ name }) => name === 'New project');
  expect(goals.find(({ id }) => id === added?.goalId)?.title).toBe('Renamed goal');
  expect(tasks.at(-1)?.projectId).toBe(added?.id);
  const entries = await api.list<{ taskId: string; endedAt: string | null }>('time-entries');
  expect(entries.map(({ taskId }) => tasks.find(({ id }) => id === taskId)?.title)).toEqual([
    'First',
    'New task of mine',
    'First',
  ]);
  expect(entries.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  expect((await api.get<{ timeZone: string }>('/bff/app/settings')).timeZone).toBe('Asia/Tehran');
  const habit = (await api.list<{ title: string; streak: { best: number } }>('habits')).find(({ title }) =>
    title.startsWith('New'),
  );
  expect(habit?.streak.best).toBe(1);
}
