import type { CoreApi } from '../core-api.ts';
import { answerMutation, rowAnswer } from '../http/mutation.ts';
import { type Route, route } from '../http/route.ts';
import type { Condition } from '../rows/row-query.ts';
import { rowRoutes } from '../rows/row-router.ts';
import { taskOperations } from './task-operations.ts';
import { doneAtOf } from './task-service.ts';
import { type Task, taskSpec } from './task-spec.ts';

/** Routes under `/v1/tasks`. */
export function taskRoutes(api: CoreApi): Route[] {
  return [
    ...rowRoutes(api, taskSpec, taskOperations, {
      service: (container) => container.tasks,
      build: ({ title, projectId = null }): Task => ({ title, projectId, doneAt: null, rank: '' }),
      patch: ({ done, ...fields }, task, at) =>
        done === undefined ? fields : { ...fields, doneAt: doneAtOf(task, done, at) },
      where: conditionsOf,
    }),
    route(taskOperations.done, (input) =>
      answerMutation(api, input, async ({ tasks }, userId) =>
        rowAnswer(200, taskSpec, await tasks.setDone(userId, input.params.id, true)),
      ),
    ),
    route(taskOperations.reopen, (input) =>
      answerMutation(api, input, async ({ tasks }, userId) =>
        rowAnswer(200, taskSpec, await tasks.setDone(userId, input.params.id, false)),
      ),
    ),
    route(taskOperations.move, (input) =>
      answerMutation(api, input, async ({ tasks }, userId) =>
        rowAnswer(200, taskSpec, await tasks.move(userId, input.params.id, input.body.afterId)),
      ),
    ),
  ];
}

function conditionsOf(query: {
  projectId?: string | undefined;
  done?: 'true' | 'false' | undefined;
}): Condition<Task>[] {
  const conditions: Condition<Task>[] = [];
  if (query.projectId) conditions.push({ field: 'projectId', op: 'is', value: query.projectId });
  if (query.done) conditions.push({ field: 'doneAt', op: query.done === 'true' ? 'is-not-null' : 'is-null' });
  return conditions;
}
