import { createInterface } from 'node:readline';

/** Lines of standard input, typed or piped. */
let lines: AsyncIterator<string> | undefined;

/** Asks on the terminal. @returns the answer; an empty one, or the end of the input, is the default */
export async function ask(question: string, byDefault: string): Promise<string> {
  process.stdout.write(`${question} [${byDefault}]: `);
  lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const line = await lines.next();
  const answer = line.done === true ? '' : line.value.trim();
  return answer === '' ? byDefault : answer;
}

/** Lets the process end. */
export const stopAsking = (): void => void process.stdin.destroy();
