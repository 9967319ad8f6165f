import { pathText, type Problem } from '../config-problems.ts';

/** A value that must stand once, and where it stands. */
export interface Placed {
  readonly path: readonly (string | number)[];
  readonly value: string | undefined;
}

/** Every place whose value already stands at an earlier one. @param advice said behind the semicolon */
export const twice = (places: readonly Placed[], advice: string): readonly Problem[] =>
  places.flatMap(({ path, value }, index) => {
    const earlier = places.slice(0, index).find((other) => value !== undefined && other.value === value);
    return earlier ? [{ path, message: `"${value}" is also ${pathText(earlier.path)}; ${advice}` }] : [];
  });
