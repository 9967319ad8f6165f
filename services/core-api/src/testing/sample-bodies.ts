import { z } from 'zod';
import { aGoal, aHabit, aProject, aTask, anEntry } from './factories.ts';

/** A valid body of each operation that takes one, by operation id; it names no rows. */
export const sampleBodies: Readonly<Record<string, object>> = {
  createGoal: aGoal(),
  updateGoal: { title: 'Mine now' },
  createProject: aProject(),
  updateProject: { name: 'Mine now' },
  createTask: aTask(),
  updateTask: { title: 'Mine now' },
  moveTask: { afterId: null },
  createTimeEntry: anEntry(),
  updateTimeEntry: { endedAt: '2026-11-02T12:00:00.000Z' },
  startTimer: {},
  stopTimer: {},
  createHabit: aHabit(),
  updateHabit: { title: 'Mine now' },
  updateSettings: {},
};

/** The member names of an input schema. */
export function membersOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties);
}
