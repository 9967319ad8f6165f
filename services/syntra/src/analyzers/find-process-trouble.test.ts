import { describe, expect, it } from '@jest/globals';
import { aService, dead, lookedAt, now, sample, withSamples } from '../testing/snapshots.ts';
import { findEventLoopLag } from './find-event-loop-lag.ts';
import { findFullHeap } from './find-full-heap.ts';
import { findMissingMetrics } from './find-missing-metrics.ts';

const healthy = aService('auth');
const lagging = (seconds: number) =>
  withSamples(healthy, sample('nodejs_eventloop_lag_p99_seconds', seconds));
const filled = (mebibytes: number) =>
  withSamples(healthy, sample('nodejs_heap_size_used_bytes', mebibytes * 2 ** 20));

describe('findEventLoopLag', () => {
  it('cites the lag', () => {
    const observed = '180 ms in the slowest hundredth, expected below 100 ms';
    const check = 'nodejs_eventloop_lag_p99_seconds';
    expect(findEventLoopLag([lagging(0.18)], now)).toEqual([
      {
        id: 'event-loop-lag:auth',
        severity: 'warning',
        service: 'auth',
        title: 'auth is held up by its own work',
        evidence: [{ service: 'auth', check, observed, at: lookedAt }],
      },
    ]);
  });

  it('is critical from half a second', () => {
    expect(findEventLoopLag([lagging(0.5)], now)).toMatchObject([{ severity: 'critical' }]);
  });

  it('overlooks the start, which loads modules', () => {
    const started = sample('process_start_time_seconds', now.getTime() / 1_000 - 3);
    expect(findEventLoopLag([withSamples(lagging(2), started)], now)).toEqual([]);
  });

  it('is silent about a healthy process', () => {
    expect(findEventLoopLag([healthy], now)).toEqual([]);
  });
});

describe('findFullHeap', () => {
  it('cites what is used of what there is', () => {
    const evidence = {
      service: 'auth',
      check: 'nodejs_heap_size_used_bytes',
      observed: '108 of 120 MiB (90 %)',
      at: lookedAt,
    };
    expect(findFullHeap([filled(108)], now)).toEqual([
      {
        id: 'heap:auth',
        severity: 'warning',
        service: 'auth',
        title: 'auth is running out of memory',
        evidence: [evidence],
      },
    ]);
  });

  it('is critical just before the end', () => {
    expect(findFullHeap([filled(115)], now)).toMatchObject([{ severity: 'critical' }]);
  });

  it('is silent about a healthy process', () => {
    expect(findFullHeap([healthy], now)).toEqual([]);
  });
});

describe('findMissingMetrics', () => {
  const without = aService('auth', {
    metrics: { status: 404, observed: 'status 404', at: lookedAt, samples: [] },
  });

  it('warns of a service that answers without metrics', () => {
    expect(findMissingMetrics([without], now)).toMatchObject([
      {
        id: 'no-metrics:auth',
        severity: 'warning',
        evidence: [{ check: 'metrics', observed: 'status 404' }],
      },
    ]);
  });

  it('is silent about a dead, a healthy and a static one', () => {
    expect(findMissingMetrics([dead(healthy), healthy, aService('web', { metrics: null })], now)).toEqual([]);
  });
});
