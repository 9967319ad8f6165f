import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { repositoryCopy } from '../../infra/fixtures/repository-copy.ts';
import { engineEnvironment } from './environment.ts';

export interface EngineResult {
  readonly code: number;
  readonly stdout: string;
  readonly output: string;
}

/** The real CLI and engine on a copy of the repository, with a folder as backend and a passphrase per stack. */
export class Engine {
  readonly #copy: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#copy = repositoryCopy(join(folder, 'copy'));
    mkdirSync(join(folder, 'state'));
    for (const stack of ['production', 'staging']) writeFileSync(this.passphraseFile(stack), `of-${stack}`);
  }

  passphraseFile(stack: string): string {
    return join(this.#folder, `passphrase-${stack}`);
  }

  /** Replaces keys of a stack file. */
  configure(stack: string, changes: Readonly<Record<string, unknown>>): void {
    const file = join(this.#copy, `Pulumi.${stack}.yaml`);
    const content = parse(readFileSync(file, 'utf8')) as { config: Record<string, unknown> };
    writeFileSync(file, stringify({ ...content, config: { ...content.config, ...changes } }));
  }

  /** Replaces `from` in a file of the program. */
  edit(path: string, from: string, to: string): void {
    const file = join(this.#copy, path);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`${path} has no "${from}"`);
    writeFileSync(file, text.replace(from, to));
  }

  /** `pulumi …` about a stack. */
  pulumi(stack: string, args: readonly string[], input = ''): Promise<EngineResult> {
    return this.#run(stack, 'pulumi', [...args, '--stack', stack], input);
  }

  /** `npm run stack -- <command> <stack> …`. */
  stack(stack: string, command: string, ...options: readonly string[]): Promise<EngineResult> {
    const main = join(this.#copy, 'infra/stack/main.ts');
    return this.#run(stack, process.execPath, [main, command, stack, ...options], '');
  }

  #run(stack: string, program: string, args: readonly string[], input: string): Promise<EngineResult> {
    const env = {
      ...engineEnvironment(join(this.#folder, 'state')),
      PULUMI_CONFIG_PASSPHRASE_FILE: this.passphraseFile(stack),
      OWNER_PASSPHRASE_FILE: this.passphraseFile('production'),
    };
    const child = spawn(program, [...args], { cwd: this.#copy, env });
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? -1, stdout, output }));
    });
  }
}
