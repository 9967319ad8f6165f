import { expect, it } from '@jest/globals';
import { MemoryAggregateCache } from './memory-aggregate-cache.ts';

const answer = (size: number) => ({
  userId: 'a',
  etag: '"1"',
  contentType: 'application/json',
  body: Buffer.alloc(size),
});

it('keeps no more bytes than it may, the latest used first', async () => {
  const cache = new MemoryAggregateCache(10_000);
  for (const key of ['a', 'b', 'c']) await cache.set(key, answer(3_000));
  await cache.get('a');
  await cache.set('d', answer(3_000));
  const kept = await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await cache.get(key)) !== null));
  expect(kept).toEqual([true, false, true, true]);
});

it('does not keep what is larger than all of it', async () => {
  const cache = new MemoryAggregateCache(10_000);
  await cache.set('a', answer(20_000));
  expect(await cache.get('a')).toBeNull();
});
