import { isTimeZone } from '@goalixa/domain/time-zone.ts';
import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { rowSchema } from '../rows/row-schema.ts';
import { isLocale } from './is-locale.ts';

const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, { error: 'Must be an IANA time zone, such as Europe/Berlin' });
const locale = z.string().min(1).max(35).refine(isLocale, { error: 'Must be a BCP 47 tag, such as fa-IR' });

export const settingsSchema = rowSchema({
  timeZone: z.string(),
  locale: z.string().nullable(),
  zonePeriods: z.array(z.object({ from: z.iso.datetime().nullable(), timeZone: z.string() })),
});

const answers = {
  200: { description: 'The settings', schema: settingsSchema, headers: { ETag: 'The version, quoted' } },
};

export const settingsOperations = {
  read: operation({
    id: 'getSettings',
    method: 'get',
    path: '/v1/settings',
    summary: 'The settings; the time zone decides every day',
    answers,
  }),
  update: operation({
    id: 'updateSettings',
    method: 'patch',
    path: '/v1/settings',
    summary: 'Sets settings; a new time zone counts from now on and leaves the past as it is',
    body: z.strictObject({ timeZone: timeZone.optional(), locale: locale.nullable().optional() }),
    headers: ['Idempotency-Key', 'If-Match'],
    answers,
  }),
};
