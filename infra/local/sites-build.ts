import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { paths } from '../paths.ts';
import type { DataFolder } from './data-folder.ts';
import { childEnvironment } from './environment.ts';

const entry = join(paths.root, 'infra/local/build-sites.ts');

/** The build of all sites into the data folder, by a process that ends with it: the supervisor holds no bundler. */
export class SitesBuild {
  readonly #data: DataFolder;
  readonly #entry: string;
  #child: ChildProcess | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  /** @param script gets the folder of the sites as its argument */
  constructor(data: DataFolder, script = entry) {
    this.#data = data;
    this.#entry = script;
  }

  /** @throws Error with what the build says of each site that failed, or when `stop` came before it ended */
  run(): Promise<void> {
    return (this.#running ??= this.#run());
  }

  /** Ends a build under way; what it has written so far is served by nobody. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#child?.kill('SIGKILL');
    await this.#running?.catch(() => undefined); // whoever started it was told
  }

  async #run(): Promise<void> {
    if (this.#stopped) throw new Error('The build of the pages was stopped.');
    mkdirSync(this.#data.sites, { recursive: true, mode: 0o700 });
    const watched = ['--import', join(paths.root, 'infra/local/end-with-supervisor.ts')];
    const child = spawn(process.execPath, [...watched, this.#entry, this.#data.sites], {
      cwd: this.#data.path,
      env: childEnvironment(this.#data, {}),
      detached: true, // as every child: Ctrl-C reaches the supervisor alone
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.#child = child;
    child.stdin.on('error', () => undefined); // its end is seen by 'close'
    const [said, [code, signal]] = await Promise.all([
      text(child.stderr),
      once(child, 'close') as Promise<[number | null, string | null]>,
    ]);
    if (this.#stopped) throw new Error('The build of the pages was stopped.');
    if (code !== 0)
      throw new Error(`the pages could not be built: ${said.trim() || (signal ?? `exit ${code}`)}`);
  }
}
