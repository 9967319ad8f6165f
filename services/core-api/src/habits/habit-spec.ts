import type { RowSpec } from '../rows/row-spec.ts';

/** Something to do every day. */
export type Habit = { readonly title: string };

/** It was done on that day of the user. The id follows from habit and day. */
export type HabitCheck = { readonly habitId: string; readonly day: string };

export const habitSpec: RowSpec<Habit> = {
  name: 'habits',
  table: 'habits',
  columns: { title: { name: 'title', type: 'text' } },
  sort: { by: 'id', descending: false },
};

export const habitCheckSpec: RowSpec<HabitCheck> = {
  name: 'habit-checks',
  table: 'habit_checks',
  columns: { habitId: { name: 'habit_id', type: 'uuid' }, day: { name: 'day', type: 'date' } },
  sort: { by: 'day', descending: false },
};
