import { describe, expect, it } from '@jest/globals';
import { createHttpMetrics } from '@goalixa/kit/metrics.ts';
import { parseMetrics } from './parse-metrics.ts';

describe('parseMetrics', () => {
  it.each([
    ['a comment', '# HELP up Whether it is up'],
    ['a name alone', 'up'],
    ['a value that is no number', 'up maybe'],
    ['an HTML page', '<!doctype html>\n<title>Goalixa</title>'],
    ['nothing', ''],
  ])('leaves out %s', (_title, text) => {
    expect(parseMetrics(text)).toEqual([]);
  });

  it('reads names, labels and values', () => {
    expect(parseMetrics('up 1\nrequests_total{method="GET",status="200"} 12.5 1700000000\n')).toEqual([
      { name: 'up', labels: {}, value: 1 },
      { name: 'requests_total', labels: { method: 'GET', status: '200' }, value: 12.5 },
    ]);
  });

  it('reads escaped labels and braces inside them', () => {
    const [read] = parseMetrics(String.raw`x{a="say \"hi\"\n",b="C:\\d",c="{1, 2}"} 1`);
    expect(read?.labels).toEqual({ a: 'say "hi"\n', b: 'C:\\d', c: '{1, 2}' });
  });

  it('reads infinities and NaN', () => {
    expect(parseMetrics('a +Inf\nb -Inf\nc NaN').map(({ value }) => value)).toEqual([
      Infinity,
      -Infinity,
      Number.NaN,
    ]);
  });

  it('reads what our services write', async () => {
    const metrics = createHttpMetrics('auth');
    metrics.observe('GET', '/v1/goals/:id', 503, 0.1);
    const samples = parseMetrics(await metrics.registry.metrics());
    expect(samples).toContainEqual({
      name: 'http_request_duration_seconds_count',
      labels: { service: 'auth', method: 'GET', route: '/v1/goals/:id', status: '503' },
      value: 1,
    });
    const names = new Set(samples.map(({ name }) => name));
    for (const needed of [
      'process_start_time_seconds',
      'nodejs_heap_size_used_bytes',
      'nodejs_heap_size_limit_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(names).toContain(needed);
    }
  });
});
