import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Standard input, as far as this needs it. */
export type PasswordInput = Readable & { isTTY?: boolean; setRawMode?(on: boolean): unknown };

/**
 * A password from the operator: asked twice without echo at a terminal, else the first line of input.
 * @returns the password exactly as typed, or `null` when the two differ
 */
export async function readNewPassword(input: PasswordInput, output: Writable): Promise<string | null> {
  if (input.isTTY !== true) return firstLine(input);
  const first = await readHidden(input, output, 'New password: ');
  const second = await readHidden(input, output, 'Once more: ');
  return first === second ? first : null;
}

async function firstLine(input: PasswordInput): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk as Buffer));
    if (chunks.at(-1)?.includes('\n')) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1);
  return line;
}

/** readline gives line editing; nothing of what it would print reaches the terminal. */
async function readHidden(input: PasswordInput, output: Writable, prompt: string): Promise<string> {
  output.write(prompt);
  const lines = createInterface({ input, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new Error('Interrupted: nothing was changed.')));
      lines.once('close', () => reject(new Error('The input ended: nothing was changed.')));
    });
  } finally {
    lines.close();
    output.write('\n');
  }
}
