import type { RowSpec } from '../rows/row-spec.ts';

/** A thing to do. Tasks are listed by `rank`, compared by bytes. */
export type Task = {
  readonly title: string;
  readonly projectId: string | null;
  readonly doneAt: string | null;
  readonly rank: string;
};

export const taskSpec: RowSpec<Task> = {
  name: 'tasks',
  table: 'tasks',
  columns: {
    title: { name: 'title', type: 'text' },
    projectId: { name: 'project_id', type: 'uuid' },
    doneAt: { name: 'done_at', type: 'timestamptz' },
    rank: { name: 'rank', type: 'text' },
  },
  sort: { by: 'rank', descending: false },
  tombstone: ['projectId'], // what was tracked for a deleted task stays with its project
};
