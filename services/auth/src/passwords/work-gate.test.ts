import { describe, expect, it } from '@jest/globals';
import { WorkGate } from './work-gate.ts';

const full = new Error('full');

/** Jobs that run until told to end. */
function held(gate: WorkGate) {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const start = (n: number) =>
    gate.run(async () => {
      started.push(n);
      await new Promise<void>((resolve) => (ends[n] = resolve));
      return n;
    });
  return { started, ends, start };
}

describe('WorkGate', () => {
  it('turns away at once what neither runs nor may wait', async () => {
    const gate = new WorkGate({ running: 2, waiting: 1 }, () => full);
    const { started, ends, start } = held(gate);
    const jobs = [0, 1, 2].map(start);
    await expect(start(3)).rejects.toBe(full);
    expect(started).toEqual([0, 1]);
    ends[0]!();
    expect(await jobs[0]).toBe(0);
    expect(started).toEqual([0, 1, 2]);
    ends[1]!();
    ends[2]!();
    expect(await Promise.all(jobs)).toEqual([0, 1, 2]);
  });

  it('gives a place back when a job fails', async () => {
    const gate = new WorkGate({ running: 1, waiting: 0 }, () => full);
    await expect(gate.run(() => Promise.reject(new Error('job')))).rejects.toThrow('job');
    expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('never runs more than allowed at once, in the order of asking', async () => {
    const gate = new WorkGate({ running: 2, waiting: 100 }, () => full);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const job = (n: number) => async () => {
      order.push(n);
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 50 }, (_, n) => gate.run(job(n))));
    expect(most).toBe(2);
    expect(order).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });
});
