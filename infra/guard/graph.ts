import { parseArgs } from 'node:util';
import { graphOf } from './graph-of.ts';
import { recordedProgram } from './recorded-program.ts';
import { committedStack } from './stack-input.ts';

/** `npm run graph -- --stack S`: Mermaid of a stack's boxes and what waits for what, as the program registers it. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { stack: { type: 'string' } } });
  if (values.stack === undefined) throw new Error('Which stack? npm run graph -- --stack production');
  const { registered } = await recordedProgram(committedStack(values.stack));
  process.stdout.write(graphOf(values.stack, registered));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
