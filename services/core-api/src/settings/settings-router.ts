import { callerOf } from '@goalixa/kit/access-token.ts';
import { ifMatchOf } from '@goalixa/kit/if-match.ts';
import type { CoreApi } from '../core-api.ts';
import { answerMutation, rowAnswer, sendAnswer } from '../http/mutation.ts';
import { type Route, route } from '../http/route.ts';
import { settingsOperations } from './settings-operations.ts';
import { settingsSpec } from './settings-spec.ts';

/** Routes under `/v1/settings`. */
export function settingsRoutes(api: CoreApi): Route[] {
  return [
    route(settingsOperations.read, async ({ res }) => {
      sendAnswer(res, rowAnswer(200, settingsSpec, await api.read.settings.get(callerOf(res).userId)));
    }),
    route(settingsOperations.update, async (input) => {
      const seen = ifMatchOf(input.req);
      await answerMutation(api, input, async ({ settings }, userId) =>
        rowAnswer(200, settingsSpec, await settings.patch(userId, seen, input.body)),
      );
      api.known.forget(callerOf(input.res).userId);
    }),
  ];
}
