import { describe, expect, it } from '@jest/globals';
import {
  dead,
  failing,
  installation,
  now,
  passing,
  sample,
  withChecks,
  withSamples,
} from '../testing/snapshots.ts';
import { analyze } from './analyze.ts';

const { auth, coreApi, bff, web } = installation;
const faulty = [
  withSamples(
    auth,
    sample('nodejs_heap_size_used_bytes', 110 * 2 ** 20),
    sample('nodejs_eventloop_lag_p99_seconds', 0.2),
  ),
  coreApi,
  withChecks(bff, passing('auth'), failing('redis', false)),
  dead(web),
];

describe('analyze', () => {
  it('puts the worst first, then follows the catalogue, then the id', () => {
    expect(analyze(faulty, now).map(({ id }) => id)).toEqual([
      'unreachable:web',
      'event-loop-lag:auth',
      'heap:auth',
      'failing:cache/redis',
    ]);
  });

  it('gives the same for the same look', () => {
    expect(JSON.stringify(analyze(faulty, now))).toBe(JSON.stringify(analyze(structuredClone(faulty), now)));
  });

  it('gives each finding an id of its own and evidence with a time', () => {
    const findings = analyze(faulty.map(dead), now);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { evidence } of findings) expect(evidence[0]?.at).toMatch(/Z$/);
  });

  it('finds nothing in a healthy installation', () => {
    expect(analyze([auth, coreApi, bff, web], now)).toEqual([]);
  });
});
