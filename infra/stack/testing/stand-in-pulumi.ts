#!/usr/bin/env node
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { passphrase, passphraseFile, path, state } from './environment.ts';

// Stands for the Pulumi CLI: keeps its stacks and what it was asked in $STAND_IN, and sets keys as the CLI does.
const args = process.argv.slice(2);
const [command, sub] = args;
const stack = command === 'stack' && sub === 'init' ? args[2] : args[args.indexOf('--stack') + 1];
const file = `Pulumi.${stack?.split('/').at(-1)}.yaml`;
const remember = (entry: object): void => appendFileSync(`${state}/calls`, `${JSON.stringify(entry)}\n`);
const readList = (): string[] =>
  existsSync(`${state}/stacks`) ? readFileSync(`${state}/stacks`, 'utf8').split('\n') : [];

/** The part of the CLI's answers that a test prepares. */
const prepared = (name: string): string | undefined =>
  existsSync(`${state}/${name}`) ? readFileSync(`${state}/${name}`, 'utf8') : undefined;

async function main(): Promise<number> {
  if (command === 'version') return answer(prepared('version') ?? 'v3.274.0\n');
  const isSet = command === 'config' && sub === 'set';
  const isImport = command === 'stack' && sub === 'import';
  const input = isSet || isImport || prepared(`reads-${command}`) !== undefined ? await inputToEnd() : '';
  remember({ args, input, cwd: process.cwd(), node: path.split(':')[0], passphraseFile });
  if (isLocked())
    return fail(
      'error: getting secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables\n',
    );
  if (command === 'stack') aboutStacks();
  if (isSet) setSecret(args.find((arg) => arg.startsWith('goalixa:')) ?? '');
  const waits = prepared(`waits-${command}`);
  if (waits !== undefined) return endOnSignal(Number(waits));
  if (prepared(`dies-${command}`) !== undefined) process.kill(process.pid, 'SIGKILL');
  const failure = prepared(`fails-${command}`);
  return failure === undefined ? 0 : fail(failure);
}

const tellWaiting = (): void => writeFileSync(`${state}/waiting`, '');

function inputToEnd(): Promise<string> {
  const whole = text(process.stdin);
  tellWaiting();
  return whole;
}

function aboutStacks(): void {
  if (sub === 'ls')
    answer(
      prepared('list') ??
        JSON.stringify(readList().map((name) => ({ name: `organization/goalixa/${name}` }))),
    );
  if (sub === 'output') answer(prepared('kubeconfig') ?? '');
  if (sub === 'export') answer(prepared('export') ?? '{"deployment":{}}');
  if (sub !== 'init') return;
  writeFileSync(`${state}/stacks`, [...readList(), stack].join('\n'));
  const provider = args.at(-1);
  edit((content) =>
    provider === 'passphrase'
      ? (content['encryptionsalt'] = 'v1:salt')
      : (content['secretsprovider'] = provider),
  );
}

const setSecret = (key: string): void =>
  edit(({ config }) => ((config as Record<string, unknown>)[key] = { secure: 'v1:encrypted' }));

function edit(change: (content: Record<string, unknown>) => void): void {
  const content = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  change(content);
  writeFileSync(file, stringify(content));
}

/** No passphrase is set, and its input or its output is no terminal, where it would ask for one. */
function isLocked(): boolean {
  const needs = command !== 'login' && sub !== 'ls' && existsSync(file);
  const { secretsprovider = 'passphrase' } = needs
    ? (parse(readFileSync(file, 'utf8')) as { secretsprovider?: string })
    : {};
  return needs && secretsprovider === 'passphrase' && passphrase === undefined && !passphraseFile;
}

/** Works until it gets a signal; ends a while later, so that a second one would be seen. */
async function endOnSignal(code: number): Promise<never> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => {
        appendFileSync(`${state}/signals`, `${signal}\n`);
        resolve();
      });
    setInterval(() => undefined, 1000);
    tellWaiting();
  });
  await wait(500);
  process.exit(code);
}

function answer(output: string): 0 {
  process.stdout.write(output);
  return 0;
}

function fail(reason: string): 255 {
  process.stderr.write(reason);
  return 255;
}

process.exitCode = await main();
