import { text } from './config-text.ts';

interface Kind {
  readonly noun: string;
  readonly example: string;
  /** What each unit is worth in the smallest of them. */
  readonly units: Readonly<Record<string, number>>;
  readonly least: string;
  readonly most: string;
}

const kinds = {
  cpu: { noun: 'CPUs', example: '4', units: { m: 1, '': 1000 }, least: '100m', most: '1024' },
  memory: {
    noun: 'an amount of memory',
    example: '8Gi',
    units: { Mi: 1, Gi: 1024 },
    least: '128Mi',
    most: '4096Gi',
  },
  storage: { noun: 'a size', example: '20Gi', units: { Gi: 1, Ti: 1024 }, least: '1Gi', most: '64Ti' },
} as const satisfies Record<string, Kind>;

/** A quantity of Kubernetes: a whole number and the unit, neither nothing nor more than anybody has. */
export const quantity = (kind: keyof typeof kinds) => {
  const { example, least, most, noun } = kinds[kind];
  const [from, to] = [amountOf(least, kinds[kind]), amountOf(most, kinds[kind])];
  return text(`must be ${noun} in quotes such as "${example}", from "${least}" to "${most}"`, (value) => {
    const amount = amountOf(value, kinds[kind]);
    return from <= amount && amount <= to;
  });
};

/** `NaN` for what is no quantity of this kind. */
function amountOf(value: string, { units }: Kind): number {
  const [, count, unit = ''] = /^([1-9]\d*)([A-Za-z]*)$/.exec(value) ?? [];
  return count === undefined ? Number.NaN : Number(count) * (units[unit] ?? Number.NaN);
}
