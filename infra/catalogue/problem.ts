import type { Catalogue, Deployable } from './deployable.ts';

/** A contradiction: the entry and field that hold it, and what to do. */
export interface Problem {
  readonly entry: string;
  readonly field: string;
  readonly message: string;
}

/** One rule: the fields of `app` that contradict themselves or the rest of the catalogue. */
export type Check = (app: Deployable, catalogue: Catalogue) => readonly Omit<Problem, 'entry'>[];

/** The values that occur more than once, each one time. */
export const repeated = <T>(values: readonly T[]): T[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
