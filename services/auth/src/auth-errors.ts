import { errorTable } from '@goalixa/kit/app-error.ts';

/** Codes of this service, beside those of the kit. */
export const authErrors = errorTable({
  credentials_invalid: { status: 401, title: 'The e-mail address or the password is wrong' },
});
