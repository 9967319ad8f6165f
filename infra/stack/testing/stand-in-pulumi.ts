#!/usr/bin/env node
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parse, stringify } from 'yaml';
import { passphraseFile, path, state } from './environment.ts';

// Stands for the Pulumi CLI: keeps its stacks and what it was asked in $STAND_IN, and sets keys as the CLI does.
const args = process.argv.slice(2);
const [command, sub] = args;
const stack = args[args.indexOf('--stack') + 1] ?? '';
const remember = (entry: object): void => appendFileSync(`${state}/calls`, `${JSON.stringify(entry)}\n`);
const readList = (): string[] =>
  existsSync(`${state}/stacks`) ? readFileSync(`${state}/stacks`, 'utf8').split('\n') : [];

/** The part of the CLI's answers that a test prepares. */
const prepared = (name: string): string | undefined =>
  existsSync(`${state}/${name}`) ? readFileSync(`${state}/${name}`, 'utf8') : undefined;

async function main(): Promise<number> {
  const isSet = command === 'config' && sub === 'set';
  const input = isSet ? await text(process.stdin) : '';
  remember({ args, input, cwd: process.cwd(), node: path.split(':')[0], passphraseFile });
  if (command === 'stack' && sub === 'ls')
    process.stdout.write(
      JSON.stringify(readList().map((name) => ({ name: `organization/goalixa/${name}` }))),
    );
  if (command === 'stack' && sub === 'init')
    writeFileSync(`${state}/stacks`, [...readList(), args[2]].join('\n'));
  if (command === 'stack' && sub === 'output') process.stdout.write(prepared('kubeconfig') ?? '');
  if (command === 'stack' && sub === 'export')
    process.stdout.write(prepared('export') ?? '{"deployment":{}}');
  if (isSet) setSecret(args.find((arg) => arg.startsWith('goalixa:')) ?? '');
  const failure = prepared(`fails-${command}`);
  if (failure === undefined) return 0;
  process.stderr.write(failure);
  return 255;
}

function setSecret(key: string): void {
  const file = `Pulumi.${stack}.yaml`;
  const content = parse(readFileSync(file, 'utf8')) as { config: Record<string, unknown> };
  content.config[key] = { secure: 'v1:encrypted' };
  writeFileSync(file, stringify(content));
}

process.exitCode = await main();
