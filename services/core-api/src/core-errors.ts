import { errorTable } from '@goalixa/kit/app-error.ts';

/** The Core API's own codes, beside the kit's. */
export const coreErrors = errorTable({
  already_exists: { status: 409, title: 'A row with this id exists already' },
  parent_deleted: { status: 409, title: 'It belongs to something deleted: restore that first' },
  timer_not_running: { status: 409, title: 'No timer is running' },
  timer_running: { status: 409, title: 'Another timer is running: stop it first' },
  cursor_unknown: { status: 410, title: 'No change has this number yet: start again from 0' },
  instant_out_of_range: { status: 422, title: 'This instant is too far from the present' },
});
