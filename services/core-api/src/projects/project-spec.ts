import type { RowSpec } from '../rows/row-spec.ts';

/** A pile of tasks, perhaps towards a goal. */
export type Project = { readonly name: string; readonly goalId: string | null };

export const projectSpec: RowSpec<Project> = {
  name: 'projects',
  table: 'projects',
  columns: {
    name: { name: 'name', type: 'text' },
    goalId: { name: 'goal_id', type: 'uuid' },
  },
  sort: { by: 'id', descending: false },
};
