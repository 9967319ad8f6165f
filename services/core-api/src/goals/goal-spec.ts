import type { RowSpec } from '../rows/row-spec.ts';

/** What somebody wants to reach. `targetHours`: tracked hours that make it reached. */
export type Goal = { readonly title: string; readonly targetHours: number | null };

export const goalSpec: RowSpec<Goal> = {
  name: 'goals',
  table: 'goals',
  columns: {
    title: { name: 'title', type: 'text' },
    targetHours: { name: 'target_hours', type: 'double precision' },
  },
  sort: { by: 'id', descending: false },
};
