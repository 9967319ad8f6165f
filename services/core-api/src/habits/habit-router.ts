import type { CoreApi } from '../core-api.ts';
import { answerMutation, rowAnswer } from '../http/mutation.ts';
import { type Route, route } from '../http/route.ts';
import { rowRoutes } from '../rows/row-router.ts';
import { habitOperations } from './habit-operations.ts';
import { type Habit, habitCheckSpec, habitSpec } from './habit-spec.ts';

/** Routes under `/v1/habits`. */
export function habitRoutes(api: CoreApi): Route[] {
  return [
    ...rowRoutes(api, habitSpec, habitOperations, {
      service: (container) => container.habits,
      build: ({ title }): Habit => ({ title }),
      patch: (body) => body,
      extend: async ({ habitChecks }, userId, rows) => {
        const streaks = await habitChecks.streaks(userId, rows.map(idOf));
        return rows.map((row) => ({ ...row, streak: streaks.get(idOf(row)) }));
      },
    }),
    route(habitOperations.check, (input) =>
      answerMutation(api, input, async ({ habitChecks }, userId) => {
        const { id, day } = input.params;
        return rowAnswer(200, habitCheckSpec, await habitChecks.check(userId, id, day));
      }),
    ),
    route(habitOperations.uncheck, (input) =>
      answerMutation(api, input, async ({ habitChecks }, userId) => {
        await habitChecks.uncheck(userId, input.params.id, input.params.day);
        return { status: 204, body: null };
      }),
    ),
  ];
}

function idOf(row: Record<string, unknown>): string {
  return String(row['id']);
}
