import { createInterface } from 'node:readline';

/** Lines of standard input, typed or piped; while it is there, nobody else gets them. */
let reader: ReturnType<typeof open> | undefined;

/** Asks on the terminal. @returns the answer; an empty one, or the end of the input, is the default */
export async function ask(question: string, byDefault: string): Promise<string> {
  process.stdout.write(`${question} [${byDefault}]: `);
  reader ??= open();
  const line = await reader.lines.next();
  const answer = line.done === true ? '' : line.value.trim();
  return answer === '' ? byDefault : answer;
}

/** After the last question: a program that is started next can read the input, and the process can end. */
export function stopAsking(): void {
  reader?.source.close();
  reader = undefined;
}

function open() {
  const source = createInterface({ input: process.stdin });
  return { source, lines: source[Symbol.asyncIterator]() };
}
