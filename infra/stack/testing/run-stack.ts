import { type StackOptions, type StackResult, startStack } from './start-stack.ts';

/**
 * Runs the stack command of a copy of the repository to its end.
 * @param options `typed`: lines typed on its standard input
 */
export function runStack(
  copy: string,
  args: readonly string[],
  { typed = '', ...options }: StackOptions & { readonly typed?: string } = {},
): Promise<StackResult> {
  const { child, ended } = startStack(copy, args, options);
  child.stdin.end(typed);
  return ended;
}
