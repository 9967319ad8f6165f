import { describe, expect, it } from '@jest/globals';
import { aService, lookedAt, now, sample, withSamples } from '../testing/snapshots.ts';
import { findErrorShare } from './find-error-share.ts';

const answers = (status: string, count: number, route = '/v1/goals') =>
  sample('http_request_duration_seconds_count', count, { method: 'GET', route, status });
const found = (...samples: ReturnType<typeof answers>[]) =>
  findErrorShare([withSamples(aService('core-api'), ...samples)], now);

describe('findErrorShare', () => {
  it('cites the count, the share and the promise', () => {
    expect(found(answers('500', 4), answers('503', 6))).toEqual([
      {
        id: 'errors:core-api',
        severity: 'warning',
        service: 'core-api',
        title: 'core-api has answered too many requests with errors since it started',
        evidence: [
          {
            service: 'core-api',
            check: 'http_request_duration_seconds_count',
            observed: '10 of 1010 answers were 5xx (0.99 %), promised at most 0.1 %',
            at: lookedAt,
          },
        ],
      },
    ]);
  });

  it('is critical from one answer in twenty', () => {
    expect(found(answers('500', 100))).toMatchObject([{ severity: 'critical' }]);
  });

  it.each([
    ['a handful of errors', [answers('500', 4)]],
    ['a share within the promise', [answers('500', 9), answers('200', 9_000)]],
    ['refusals, which are the callers’', [answers('404', 500)]],
    ['probes that were told "not ready"', [answers('503', 500, '/health/ready')]],
    ['a healthy service', []],
  ])('is silent about %s', (_title, samples) => {
    expect(found(...samples)).toEqual([]);
  });

  it('is silent about a site, which has no metrics', () => {
    expect(findErrorShare([aService('web', { metrics: null })], now)).toEqual([]);
  });
});
