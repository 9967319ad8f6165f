import type { ZonePeriods } from '@goalixa/domain/zone-periods.ts';
import type { RowSpec } from '../rows/row-spec.ts';

/** One row per user; its id is the user's. */
export type Settings = {
  /** IANA; the zone of the last of the periods. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string | null;
  readonly zonePeriods: ZonePeriods;
};

export const settingsSpec: RowSpec<Settings> = {
  name: 'settings',
  table: 'settings',
  columns: {
    timeZone: { name: 'time_zone', type: 'text' },
    locale: { name: 'locale', type: 'text' },
    zonePeriods: { name: 'zone_periods', type: 'jsonb' },
  },
  sort: { by: 'id', descending: false },
};
