import { callerOf } from '@goalixa/kit/access-token.ts';
import type { CoreApi } from '../core-api.ts';
import { answerMutation } from '../http/mutation.ts';
import { type Route, route } from '../http/route.ts';
import { presentRow } from '../rows/present-row.ts';
import type { Row } from '../rows/row.ts';
import { type TimeEntry, timeEntrySpec } from '../time-entries/time-entry-spec.ts';
import { timerOperations } from './timer-operations.ts';

/** Routes under `/v1/timer`. */
export function timerRoutes(api: CoreApi): Route[] {
  return [
    route(timerOperations.read, async ({ res }) => {
      const running = await api.read.timer.running(callerOf(res).userId);
      res.json({ running: presentEntry(running) });
    }),
    route(timerOperations.start, (input) =>
      answerMutation(api, input, async ({ timer }, userId) => {
        const { started, ended } = await timer.start(userId, input.body);
        return { status: 201, body: { started: presentEntry(started), ended: presentEntry(ended) } };
      }),
    ),
    route(timerOperations.stop, (input) =>
      answerMutation(api, input, async ({ timer }, userId) => {
        const { ended } = await timer.stop(userId, input.body.at);
        return { status: 200, body: { ended: presentEntry(ended) } };
      }),
    ),
  ];
}

function presentEntry(entry: Row<TimeEntry> | null): Record<string, unknown> | null {
  return entry && presentRow(timeEntrySpec, entry);
}
