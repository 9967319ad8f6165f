import { errorTable } from '@goalixa/kit/app-error.ts';

/** Codes of this service, beside those of the kit. */
export const bffErrors = errorTable({
  token_misplaced: { status: 400, title: 'Tokens travel in the session cookie only' },
  session_foreign: { status: 401, title: 'Somebody else is signed in here now' },
});
