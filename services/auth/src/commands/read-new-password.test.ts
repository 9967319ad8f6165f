import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readNewPassword } from './read-new-password.ts';

function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = new PassThrough({ encoding: 'utf8' });
  let shown = '';
  output.on('data', (text: string) => (shown += text));
  return { input, output, shown: () => shown };
}

/** Types each line when its prompt has appeared. */
async function type(lines: readonly string[]) {
  const { input, output, shown } = terminal();
  const prompts = ['New password: ', 'Once more: '];
  let next = 0;
  output.on('data', () => {
    if (next < lines.length && shown().endsWith(prompts[next]!)) input.write(`${lines[next++]}\r`);
  });
  return { answer: readNewPassword(input, output), shown };
}

describe('readNewPassword', () => {
  it('gives nothing when the two differ', async () => {
    const { answer } = await type(['one password', 'another password']);
    expect(await answer).toBeNull();
  });

  it('stops at Ctrl-C', async () => {
    const { answer } = await type(['one password', '\u0003']);
    await expect(answer).rejects.toThrow('Interrupted');
  });

  it('asks twice at a terminal and shows nothing of what is typed', async () => {
    const { answer, shown } = await type([' my 🦊 password ', ' my 🦊 password ']);
    expect(await answer).toBe(' my 🦊 password ');
    expect(shown()).toBe('New password: \nOnce more: \n');
  });

  it.each([
    ['one line', ['  piped password \n'], '  piped password '],
    ['no line break', ['piped password'], 'piped password'],
    ['several lines in pieces', ['piped ', 'password\r\nsec', 'ond\n'], 'piped password'],
    ['nothing', [], ''],
  ])('takes the first line of %s when piped', async (_name, pieces, expected) => {
    const input = new PassThrough();
    for (const piece of pieces) input.write(piece);
    input.end();
    expect(await readNewPassword(input, new PassThrough())).toBe(expected);
  });
});
