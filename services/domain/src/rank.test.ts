import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rankBetween, ranksAfter } from './rank.ts';

describe('ranks', () => {
  it('keep any order that moves make, by bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 }), (moves) => {
        const list = ranksAfter(null, 20).map((rank, id) => ({ id, rank }));
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

  it('refuse neighbours in the wrong order', () => {
    expect(() => rankBetween('a1', 'a0')).toThrow();
  });
});
