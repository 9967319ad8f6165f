import { describe, expect, it } from '@jest/globals';
import { cron } from './cron.ts';

describe('cron', () => {
  it.each([
    ...['', '* * * * * *', '0 0 3 * *', '0 0 3 * * * *', '0  0 3 * * *', ' 0 0 3 * * *', '@daily'],
    ...['99 99 99 99 99 99', 'a b c d e f', '- - - - - -', '0 0 24 * * *', '60 0 3 * * *', '0 0 3 0 * *'],
    ...['0 0 3 32 * *', '0 0 3 * 13 *', '0 0 3 * * 7', '0 0 3 * foo *', '0 0 5-3 * * *', '0 0 3, * * *'],
    ...['*/0 0 0 * * *', '0 0 */0 * * *', '0 0 *-5 * * *', '0 0 3 * *\n*', '0 0 -1 * * *'],
    // More often than hourly.
    ...['*/30 0 3 * * *', '0,1 0 3 * * *', '0 */15 * * * *', '0 0-1 3 * * *'],
    // Days that never come.
    ...['0 0 3 31 2 *', '0 0 3 30,31 feb *', '0 0 3 31 4,6,9,11 *'],
  ])('refuses %j of six fields', (schedule) => {
    expect(cron(6).safeParse(schedule).success).toBe(false);
  });

  it.each([
    ...['0 0 3 * * *', '0 30 3 * * *', '30 59 23 31 12 6', '0 0 * * * *', '0 0 */6 * * *', '0 0 1-5/2 ? * ?'],
    ...['0 0 3,15 * JAN-jun mon-FRI', '0 0 3 29 2 *', '0 0 3 31 2,3 *', '0 0 3 31 2 mon', '0 0 8/4 * * *'],
    ...['0 59/5 3 * * *', '0,0 0 3 * * *'],
  ])('takes %j of six fields', (schedule) => {
    expect(cron(6).safeParse(schedule).success).toBe(true);
  });

  it.each([
    ['0 */6 * * *', true],
    ['0 */4 * * *', true],
    ['*/30 * * * *', false],
    ['0 0 3 * * *', false],
  ])('of five fields: %j %s', (schedule, isTaken) => {
    expect(cron(5).safeParse(schedule).success).toBe(isTaken);
  });

  it.each([undefined, 5, ['0 0 3 * * *']])('says of %j what it ought to be', (value) => {
    expect(cron(6).safeParse(value).error?.issues[0]?.message).toMatch(/^must be a cron expression of six/);
  });
});
