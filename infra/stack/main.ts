import { stopAsking } from './ask.ts';
import { checkedStack, notesOn } from './check.ts';
import { link } from './link.ts';
import { newStack } from './new-stack.ts';
import { Refusal } from './refusal.ts';
import { runProgram } from './run-program.ts';

const commands = ['new', 'check', 'preview', 'up', 'refresh', 'destroy', 'link'] as const;
type Command = (typeof commands)[number];

/** Options of the CLI that would name another stack than the one that was checked. */
const ownOptions = /^(-s|-C|-c|--stack|--cwd|--config|--config-file)(=|$)|^-[sCc]./;

const usage = `npm run stack -- ${commands.join('|')} <name> [options of the Pulumi CLI]`;

/** `npm run stack`: everything that is done to a stack, on a file that is checked first. */
async function main([command, stack, ...options]: readonly string[]): Promise<number> {
  const known = commands.find((name) => name === command);
  if (!known || stack === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(stack)) throw new Refusal(usage);
  return run(known, stack, options);
}

async function run(command: Command, stack: string, options: readonly string[]): Promise<number> {
  const mine = options.find((option) => ownOptions.test(option));
  if (mine !== undefined)
    throw new Refusal(`${mine}: the command itself says which stack and which folder; leave it out`);
  if (options.length > 0 && ['new', 'link', 'check'].includes(command))
    throw new Refusal(`${command} takes no options (got ${options.join(' ')})`);
  if (command === 'new') return newStack(stack);
  if (command === 'link') return link(stack);
  if (command !== 'check') return runProgram(command, stack, options);
  const notes = notesOn(stack, checkedStack(stack));
  console.log([`Pulumi.${stack}.yaml: nothing wrong`, ...notes].join('\n'));
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  stopAsking();
}
