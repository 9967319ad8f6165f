import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { paths } from '../paths.ts';
import { cliEnvironment } from './environment.ts';
import { Refusal } from './refusal.ts';
import { type ChildResult, runChild } from './run-child.ts';

const wayToGet = 'Install its CLI, 3.274 or newer (https://www.pulumi.com/docs/install/)';
/** The oldest that the program was run with. */
const oldest = [3, 260] as const;
/** Before it, a deletion that fails takes hours: the walk to what it depends on is exponential. */
const good = [3, 274] as const;

export interface CliOptions {
  /** Written to its standard input, which no process list shows; absent: the terminal's. */
  readonly input?: string;
  /** Its output is not shown but returned. */
  readonly isQuiet?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The Pulumi CLI on the PATH, run in the repository's folder under the pinned Node. */
export class PulumiCli {
  readonly #program: string;
  #isInterrupted = false;

  /** @throws Refusal that says how to get it, or a newer one */
  static async find(path = cliEnvironment['PATH'] ?? ''): Promise<PulumiCli> {
    const program = path
      .split(delimiter)
      .map((folder) => join(folder, 'pulumi'))
      .find(isProgram);
    if (program === undefined)
      throw new Refusal(`There is no "pulumi" on the PATH. ${wayToGet}, and run the command again.`);
    const cli = new PulumiCli(program);
    await cli.#refuseOld();
    return cli;
  }

  constructor(program: string) {
    this.#program = program;
  }

  /** Runs it to its end; after an interrupt it is not run again. */
  async run(args: readonly string[], { environment, ...io }: CliOptions = {}): Promise<ChildResult> {
    if (this.#isInterrupted) throw new Refusal('Interrupted: nothing more was begun.');
    const env = { ...cliEnvironment, ...environment };
    const result = await runChild(this.#program, args, { ...io, cwd: paths.root, env });
    this.#isInterrupted ||= result.isInterrupted;
    explainLock(result.stderr);
    return result;
  }

  /** One that was built by hand knows no version, and is taken as it is. */
  async #refuseOld(): Promise<void> {
    const environment = { PULUMI_SKIP_UPDATE_CHECK: 'true' };
    const { stdout } = await this.run(['version'], { isQuiet: true, environment });
    const [, major, minor] = (/^v?(\d+)\.(\d+)\./.exec(stdout.trim()) ?? []).map(Number);
    if (major === undefined || minor === undefined) return;
    const isBefore = ([wantedMajor, wantedMinor]: readonly [number, number]) =>
      major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
    const own = `${this.#program} is ${stdout.trim()}`;
    if (isBefore(oldest)) throw new Refusal(`${own}, which is too old. ${wayToGet}.`);
    if (isBefore(good))
      console.error(
        `${own}, which hangs when a deletion fails, of a protected resource for example. ${wayToGet}.`,
      );
  }
}

/** A lock may be another's who is at work: it is explained, never removed from here. */
function explainLock(text: string): void {
  if (!/currently locked by/.test(text)) return;
  process.stderr.write(
    [
      '',
      'The lock above names who made it, and when. If that run is still going, wait for it.',
      'If its process is gone (a machine that was switched off, a killed job), nobody will remove the lock:',
      'make sure of it, then run "pulumi cancel --stack <name>" once, and this command again.',
      '',
    ].join('\n'),
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
