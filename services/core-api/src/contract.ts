import { type Operation, operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { changeOperations } from './changes/change-operations.ts';
import { dashboardOperations } from './dashboard/dashboard-operations.ts';
import { goalOperations } from './goals/goal-operations.ts';
import { habitOperations } from './habits/habit-operations.ts';
import { projectOperations } from './projects/project-operations.ts';
import { reportOperations } from './reports/report-operations.ts';
import { settingsOperations } from './settings/settings-operations.ts';
import { taskOperations } from './tasks/task-operations.ts';
import { timeEntryOperations } from './time-entries/time-entry-operations.ts';
import { timerOperations } from './timer/timer-operations.ts';

/** This document itself. */
export const describeApi = operation({
  id: 'getOpenApi',
  method: 'get',
  path: '/openapi.json',
  summary: 'The OpenAPI 3.1 document of this service',
  security: false,
  answers: { 200: { description: 'The document', schema: z.looseObject({ openapi: z.string() }) } },
});

/** Everything the Core API answers. Light: the BFF takes its declared paths from here. */
export const operations: readonly Operation[] = [
  describeApi,
  ...Object.values(goalOperations),
  ...Object.values(projectOperations),
  ...Object.values(taskOperations),
  ...Object.values(timeEntryOperations),
  ...Object.values(timerOperations),
  ...Object.values(habitOperations),
  ...Object.values(settingsOperations),
  ...Object.values(reportOperations),
  ...Object.values(dashboardOperations),
  ...Object.values(changeOperations),
] as readonly Operation[];
