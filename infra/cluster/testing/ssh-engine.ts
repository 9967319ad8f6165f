import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { mockState } from '../../guard/mock-state.ts';

/** The inputs of a `remote.Command`, as the component registers them. */
interface CommandInputs {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly hostKey: string;
    readonly privateKey: string;
  };
  readonly create: string;
  readonly update: string;
  readonly stdin: string;
}

/** What an `up` did. */
export interface Update {
  /** Command lines, in order. */
  readonly ran: readonly string[];
  /** All that the user sees of them. */
  readonly shown: string;
  /** Names of what failed; the rest was not tried. */
  readonly failed: readonly string[];
}

/**
 * Stands in for the engine and the provider of commands: runs each `remote.Command` by the ssh client with the very
 * inputs it is registered with, only when they changed, in the order that dependencies allow, and nothing more
 * after one failed. Remembers what it ran as the engine's state does.
 */
export class SshEngine {
  readonly #folder: string;
  readonly #state = new Map<string, { inputs: string; stdout: string }>();
  readonly #registered = new Map<string, CommandInputs>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param program registers resources */
  async up(program: () => void): Promise<Update> {
    const update = { ran: [] as string[], shown: '', failed: [] as string[] };
    await pulumi.runtime.setMocks(
      {
        newResource: async ({ inputs, name, type }) => {
          const known = mockState(type, name, inputs as Record<string, unknown>);
          if (type !== 'command:remote:Command' || update.failed.length > 0) return known;
          const stdout = await this.#step(name, plain(inputs) as CommandInputs, update);
          return stdout === undefined ? known : { ...known, state: { ...known.state, stdout } };
        },
        call: () => ({}),
      },
      'goalixa',
      'test',
    );
    program();
    await pulumi.runtime.disconnect();
    return update;
  }

  /** Runs a command as it was registered last. @returns its exit status */
  async run(name: string): Promise<number> {
    const inputs = this.#registered.get(name);
    if (!inputs) throw new Error(`No command "${name}" was registered.`);
    return (await this.#ssh(inputs.create, inputs)).status;
  }

  async #step(
    name: string,
    inputs: CommandInputs,
    update: { ran: string[]; shown: string; failed: string[] },
  ): Promise<string | undefined> {
    this.#registered.set(name, inputs);
    const before = this.#state.get(name);
    if (before?.inputs === JSON.stringify(inputs)) return before.stdout;
    const line = before ? inputs.update : inputs.create;
    const { output, status, stdout } = await this.#ssh(line, inputs);
    update.ran.push(line.replace(/^sudo -n /, ''));
    if (status === 0) this.#state.set(name, { inputs: JSON.stringify(inputs), stdout });
    else {
      update.failed.push(name);
      // The provider's message; what a run prints that succeeds is not shown, as `logging` is `none`.
      update.shown += `exit status ${status}: running "${line}":\n${output}`;
      return undefined;
    }
    return stdout;
  }

  async #ssh(line: string, { connection, stdin }: CommandInputs) {
    const { host, hostKey, port, privateKey, user } = connection;
    const knownHosts = join(this.#folder, 'known_hosts');
    const key = join(this.#folder, 'key-of-the-engine');
    writeFileSync(knownHosts, `[${host}]:${port} ${hostKey}\n`);
    writeFileSync(key, privateKey, { mode: 0o600 });
    const options = {
      ...{ StrictHostKeyChecking: 'yes', UserKnownHostsFile: knownHosts, GlobalKnownHostsFile: '/dev/null' },
      ...{ IdentitiesOnly: 'yes', IdentityAgent: 'none', BatchMode: 'yes', UpdateHostKeys: 'no' },
    };
    const words = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    const ssh = spawn('ssh', [
      '-F',
      'none',
      '-i',
      key,
      ...words,
      '-p',
      String(port),
      `${user}@${host}`,
      '--',
      line,
    ]);
    // Whoever is refused does not read it.
    ssh.stdin.on('error', () => undefined);
    ssh.stdin.end(stdin);
    const status = new Promise<number>((resolve) => ssh.once('close', (code) => resolve(code ?? -1)));
    const [stdout, stderr] = await Promise.all([text(ssh.stdout), text(ssh.stderr)]);
    return { status: await status, stdout: stdout.replace(/\n$/, ''), output: stdout + stderr };
  }
}

const secretSignature = '4dabf18193072939515e22adb298388d';

/** Inputs without the marks of secrets, as a provider gets them. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (secretSignature in value && 'value' in value) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
