import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { streakSchema } from '../habits/habit-operations.ts';
import { projectSecondsSchema } from '../reports/report-operations.ts';
import { seconds } from '../rows/row-schema.ts';

const count = z.int().min(0);

/** Raised with every change of the shape, so that no cache serves an old one. */
export const dashboardSchemaVersion = 1;

/** Nothing in it depends on the clock within a day: elapsed time is up to the reader, from `startedAt`. */
export const dashboardSchema = z.object({
  day: z.iso.date(),
  timeZone: z.string(),
  running: z
    .object({
      id: z.uuid(),
      taskId: z.uuid().nullable(),
      taskTitle: z.string().nullable(),
      startedAt: z.iso.datetime(),
      version: z.int().min(1),
    })
    .nullable(),
  today: z.object({ totalSeconds: seconds, projects: projectSecondsSchema }),
  week: z.object({ from: z.iso.date(), to: z.iso.date(), totalSeconds: seconds }),
  counts: z.object({ openTasks: count, habits: count, habitsChecked: count, goals: count, projects: count }),
  tasks: z.array(
    z.object({ id: z.uuid(), title: z.string(), projectId: z.uuid().nullable(), version: z.int().min(1) }),
  ),
  habits: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      version: z.int().min(1),
      checkedToday: z.boolean(),
      streak: streakSchema,
    }),
  ),
  goals: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      version: z.int().min(1),
      targetHours: z.number().nullable(),
      trackedSeconds: seconds,
    }),
  ),
});

export const dashboardOperations = {
  read: operation({
    id: 'getDashboard',
    method: 'get',
    path: '/v1/aggregates/dashboard',
    summary:
      'What a user sees first: first 20 open tasks, 50 habits, 20 goals; totals. Honours If-None-Match',
    answers: {
      200: {
        description: 'The dashboard',
        schema: dashboardSchema,
        headers: { ETag: 'Changes with every write of the user, and when the day turns in the user’s zone' },
      },
      304: { description: 'Nothing changed since the ETag in If-None-Match' },
    },
  }),
};
