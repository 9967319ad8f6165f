import { describe, expect, it } from '@jest/globals';
import { localeSchema, timeZoneSchema } from './region-schema.ts';

describe('timeZoneSchema', () => {
  it.each(['', 'Mars/Olympus', '+01:00', 'UTC+1', 'Europe/Berlin ', 'Europe/', '../etc', 'a'.repeat(65)])(
    'refuses %j',
    (zone) => {
      expect(timeZoneSchema.safeParse(zone).success).toBe(false);
    },
  );

  it.each(['Europe/Berlin', 'UTC', 'Etc/GMT+1', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])(
    'takes %s',
    (zone) => {
      expect(timeZoneSchema.parse(zone)).toBe(zone);
    },
  );
});

describe('localeSchema', () => {
  it.each(['', 'germanlanguage', 'de_DE', 'e', 'en-', 'de-'.repeat(12)])('refuses %j', (tag) => {
    expect(localeSchema.safeParse(tag).success).toBe(false);
  });

  it('spells tags canonically', () => {
    expect(localeSchema.parse('de-at')).toBe('de-AT');
    expect(localeSchema.parse('ZH-hant-tw')).toBe('zh-Hant-TW');
  });
});
