import { text } from 'node:stream/consumers';
import { derive } from './derive.ts';

/** `npm run secret -- <label> <generation>`, the root on standard input: what a stack derives from it. */
async function main([label = '', generation = '']: readonly string[]): Promise<void> {
  if (!/^[a-z0-9-]+(\/[a-z0-9_-]+)+$/.test(label) || !/^[1-9]\d*$/.test(generation))
    throw new Error(
      'npm run secret -- <label> <generation>, for example "cluster/k3s-token 2"; the root on standard input',
    );
  process.stdout.write(`${derive((await text(process.stdin)).trim(), label, Number(generation))}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
