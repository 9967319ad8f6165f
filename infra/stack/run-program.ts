import { checkedStack, checkedYaml, notesOn } from './check.ts';
import { PulumiCli } from './pulumi-cli.ts';
import { refuseProtected } from './refuse-protected.ts';
import { requirePassphrase } from './require-passphrase.ts';
import { settlePending } from './settle-pending.ts';

/** `preview`, `up`, `refresh`, `destroy`: the CLI's command of that name on a file that was checked first. */
export async function runProgram(
  command: 'preview' | 'up' | 'refresh' | 'destroy',
  stack: string,
  options: readonly string[],
): Promise<number> {
  // What takes away must work with a file that no longer describes a platform.
  if (command === 'destroy' || command === 'refresh') checkedYaml(stack);
  else for (const note of notesOn(stack, checkedStack(stack))) console.log(note);
  requirePassphrase(stack);
  const cli = await PulumiCli.find();
  if (command === 'destroy') await refuseProtected(cli, stack, options);
  const settled = command === 'up' ? await settlePending(cli, stack) : 0;
  if (settled !== 0) return settled;
  return (await cli.run([command, '--stack', stack, ...options])).code;
}
