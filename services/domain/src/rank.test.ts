import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rankBetween, ranksBetween } from './rank.ts';

describe('ranks', () => {
  it('keep any order that moves make, by bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 }), (moves) => {
        const list = ranksBetween(null, null, 20).map((rank, id) => ({ id, rank }));
        for (const [from, to] of moves) {
          const [moved] = list.splice(from, 1);
          if (!moved) continue;
          const rank = rankBetween(list[to - 1]?.rank ?? null, list[to]?.rank ?? null);
          list.splice(to, 0, { id: moved.id, rank });
        }
        const sorted = [...list].sort((a, b) => Buffer.compare(Buffer.from(a.rank), Buffer.from(b.rank)));
        expect(sorted.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
      }),
    );
  });

  it('stay short at both ends, and where many find room at once', () => {
    let [first, last] = ['a0', 'a0'];
    for (let n = 0; n < 10_000; n += 1) [first, last] = [rankBetween(null, first), rankBetween(last, null)];
    expect(Math.max(first.length, last.length)).toBeLessThanOrEqual(4);
    const long = `a0${'V'.repeat(60)}`;
    expect(rankBetween(long, null)).toBe('a1');
    const spread = ranksBetween('a0', 'a1', 1_000);
    expect(Math.max(...spread.map(({ length }) => length))).toBeLessThanOrEqual(5);
    expect([...spread].sort()).toEqual(spread);
  });

  it('refuse neighbours in the wrong order', () => {
    expect(() => rankBetween('a1', 'a0')).toThrow();
    expect(() => ranksBetween('a1', 'a1', 2)).toThrow();
  });
});
