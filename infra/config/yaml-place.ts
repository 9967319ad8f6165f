import { isPair, isScalar, type Pair } from 'yaml';

/** `line 14, column 13`. */
export const placeOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
};

/** `"branch"`: the nearest key above a node, of those that `visit` names. */
export function keyAbove(ancestors: readonly unknown[]): string {
  const pair = ancestors.findLast((ancestor): ancestor is Pair => isPair(ancestor));
  return pair && isScalar(pair.key) ? `"${String(pair.key.value)}"` : 'a key';
}
