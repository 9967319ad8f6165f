import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { day, seconds } from '../rows/row-schema.ts';

const query = z.strictObject({ day: day.optional() });

/** Seconds by project, most first; `projectId` null: of no project, or of a deleted one. */
export const projectSecondsSchema = z.array(
  z.object({ projectId: z.uuid().nullable(), name: z.string().nullable(), seconds }),
);

export const dayReportSchema = z.object({
  day: z.iso.date(),
  totalSeconds: seconds,
  projects: projectSecondsSchema,
});
export const weekReportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  totalSeconds: seconds,
  projects: projectSecondsSchema,
  days: z.array(z.object({ day: z.iso.date(), seconds })),
});

export const reportOperations = {
  day: operation({
    id: 'getDayReport',
    method: 'get',
    path: '/v1/reports/day',
    summary: 'Finished entries of a day by project; today by default',
    query,
    answers: { 200: { description: 'The report', schema: dayReportSchema } },
  }),
  week: operation({
    id: 'getWeekReport',
    method: 'get',
    path: '/v1/reports/week',
    summary: "Finished entries of a day's week, Monday to Sunday, by project and by day",
    query,
    answers: { 200: { description: 'The report', schema: weekReportSchema } },
  }),
};
