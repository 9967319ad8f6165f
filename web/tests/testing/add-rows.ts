import type { ApiClient } from './web-twin.ts';

interface Row {
  readonly id: string;
}

/** What a row is called, by kind. */
export interface Names {
  readonly goal: string;
  readonly project: string;
  readonly tasks: readonly string[];
  readonly habit: string;
}

/** Ids of what was added, by kind. */
export interface Added {
  readonly goal: string;
  readonly project: string;
  readonly tasks: readonly string[];
  readonly habit: string;
}

export const plainNames: Names = {
  goal: 'Run a marathon',
  project: 'Training plan',
  tasks: ['Alpha', 'Beta', 'Gamma', 'Delta'],
  habit: 'Stretch',
};

/** A goal with a project that has tasks, in this order, and a habit: past the browser. */
export async function addRows(api: ApiClient, names: Names = plainNames): Promise<Added> {
  const goal = await api.post<Row>('/bff/app/goals', { title: names.goal, targetHours: 10 });
  const project = await api.post<Row>('/bff/app/projects', { name: names.project, goalId: goal.id });
  const tasks: string[] = [];
  for (const title of names.tasks) {
    tasks.push((await api.post<Row>('/bff/app/tasks', { title, projectId: project.id })).id);
  }
  const habit = await api.post<Row>('/bff/app/habits', { title: names.habit });
  return { goal: goal.id, project: project.id, tasks, habit: habit.id };
}
