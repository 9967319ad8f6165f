import { beforeEach, describe, expect, it } from '@jest/globals';
import { CircuitBreaker } from './circuit-breaker.ts';

let now: number;
let breaker: CircuitBreaker;
beforeEach(() => {
  now = 0;
  breaker = new CircuitBreaker({ failures: 3, openMs: 100, now: () => now });
});
const fail = (times: number) => {
  for (let i = 0; i < times; i += 1) breaker.failed();
};

describe('CircuitBreaker', () => {
  it('refuses after three failures in a row', () => {
    fail(2);
    expect(breaker.allows()).toBe(true);
    fail(1);
    expect(breaker.allows()).toBe(false);
  });

  it('lets one caller per period try', () => {
    fail(3);
    now = 100;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    now = 200;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  });

  it('stays open when the trial fails and closes when it succeeds', () => {
    fail(3);
    now = 150;
    expect(breaker.allows()).toBe(true);
    breaker.failed();
    now = 249;
    expect(breaker.allows()).toBe(false);
    now = 250;
    expect(breaker.allows()).toBe(true);
    breaker.succeeded();
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });

  it('forgets failures that a success interrupts', () => {
    fail(2);
    breaker.succeeded();
    fail(2);
    expect(breaker.allows()).toBe(true);
  });
});
