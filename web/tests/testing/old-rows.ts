import { v7 } from 'uuid';
import type { ApiClient } from './web-twin.ts';

interface Named {
  readonly id: string;
}

/** Rows that were there before a test began. @returns ids by title or name */
export async function addOldRows(api: ApiClient): Promise<Record<string, string>> {
  const add = (path: string, body: object) => api.post<Named>(`/bff/app/${path}`, { id: v7(), ...body });
  const goal = await add('goals', { title: 'Old goal', targetHours: 10 });
  const project = await add('projects', { name: 'Old project', goalId: goal.id });
  const first = await add('tasks', { title: 'First', projectId: project.id });
  const second = await add('tasks', { title: 'Second', projectId: project.id });
  const third = await add('tasks', { title: 'Third', projectId: null });
  const habit = await add('habits', { title: 'Old habit' });
  const now = Date.now();
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
  await add('time-entries', { taskId: first.id, startedAt: at(50), endedAt: at(20) });
  const entries = { goal, project, first, second, third, habit };
  return Object.fromEntries(Object.entries(entries).map(([name, { id }]) => [name, id]));
}
