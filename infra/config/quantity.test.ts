import { describe, expect, it } from '@jest/globals';
import { quantity } from './quantity.ts';

const isTaken = (kind: Parameters<typeof quantity>[0], value: unknown): boolean =>
  quantity(kind).safeParse(value).success;

describe('quantity', () => {
  it.each(['', '0', '0m', '99m', '4Gi', '4T', '4.5', '4.5.5', '1025', '-1', '١', ' 4', '4 ', '04', 4])(
    'refuses %j as CPUs',
    (value) => {
      expect(isTaken('cpu', value)).toBe(false);
    },
  );

  it.each(['0', '8', '8m', '8G', '8Ki', '8mi', '0Gi', '127Mi', '1.5Gi', '4097Gi', '999999999999Gi', '08Gi'])(
    'refuses %j as memory',
    (value) => {
      expect(isTaken('memory', value)).toBe(false);
    },
  );

  it.each(['0', '0Gi', '00Gi', '20', '20G', '512Mi', '65Ti', '65537Gi', '999999999999999999999Ti', '1e3Gi'])(
    'refuses %j as storage',
    (value) => {
      expect(isTaken('storage', value)).toBe(false);
    },
  );

  it.each([
    ['cpu', ['100m', '4', '2500m', '1024']],
    ['memory', ['128Mi', '8Gi', '4096Gi']],
    ['storage', ['1Gi', '40Gi', '64Ti', '65536Gi']],
  ] as const)('takes as %s %j', (kind, values) => {
    expect(values.filter((value) => !isTaken(kind, value))).toEqual([]);
  });
});
