import { v5 } from 'uuid';
import type { Day } from './calendar-day.ts';

/** The id of one habit's check on one day (UUIDv5), so that two devices make the same row. */
export function habitCheckId(habitId: string, day: Day): string {
  return v5(day, habitId.toLowerCase());
}
