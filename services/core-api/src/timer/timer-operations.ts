import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { instant, newRowId, rowId } from '../rows/row-schema.ts';
import { timeEntrySchema } from '../time-entries/time-entry-operations.ts';

const headers = ['Idempotency-Key'];

export const timerOperations = {
  read: operation({
    id: 'getTimer',
    method: 'get',
    path: '/v1/timer',
    summary: 'The running entry, if any; its time is in no total yet',
    answers: { 200: { description: 'The timer', schema: z.object({ running: timeEntrySchema.nullable() }) } },
  }),
  start: operation({
    id: 'startTimer',
    method: 'post',
    path: '/v1/timer/start',
    summary: 'Starts the timer; one that runs ends at the new start',
    body: z.strictObject({
      id: newRowId.optional(),
      taskId: rowId.nullable().optional(),
      startedAt: instant.optional(),
    }),
    headers,
    answers: {
      201: {
        description: 'The new entry, and the one that ended',
        schema: z.object({ started: timeEntrySchema, ended: timeEntrySchema.nullable() }),
      },
    },
  }),
  stop: operation({
    id: 'stopTimer',
    method: 'post',
    path: '/v1/timer/stop',
    summary: 'Stops the timer',
    body: z.strictObject({ at: instant.optional() }),
    headers,
    answers: { 200: { description: 'The entry that ended', schema: z.object({ ended: timeEntrySchema }) } },
  }),
};
