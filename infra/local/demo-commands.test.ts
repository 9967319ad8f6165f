import { describe, expect, it } from '@jest/globals';
import { demoCommands } from './demo-commands.ts';

const now = new Date('2026-11-22T10:00:00Z');

describe('demoCommands', () => {
  it('are the same for the same first start, so that a seeding cut off goes on', () => {
    expect(demoCommands(now, 'Asia/Tehran')).toEqual(demoCommands(new Date(now), 'Asia/Tehran'));
  });

  it('have an Idempotency-Key and an id each, no two alike', () => {
    const commands = demoCommands(now, 'UTC');
    const keys = commands.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
