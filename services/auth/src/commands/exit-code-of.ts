import { isDatabaseUnavailable } from '@goalixa/kit/database/is-unavailable.ts';

/**
 * Runs a command to its exit code; what stops it is told in one sentence on standard error.
 * @returns what the command answers, 1 when it failed
 */
export async function exitCodeOf(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    return 1;
  }
}

function sentenceOf(error: unknown): string {
  if (isDatabaseUnavailable(error)) return 'The database does not answer: nothing was changed.';
  return error instanceof Error ? error.message : String(error);
}
