import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Catalogue } from '../catalogue/deployable.ts';
import { catalogueFileOf, catalogueFileText } from '../catalogue/catalogue-file.ts';
import { routesOf } from '../catalogue/routes-of.ts';
import { watches } from '../catalogue/variables-of.ts';
import { SupervisedChild } from './child-process.ts';
import type { DataFolder } from './data-folder.ts';
import type { Edge } from './edge.ts';
import type { TwinOptions } from './options.ts';
import { planOf, type PlannedChild } from './plan.ts';
import { freePort } from './postgres/free-port.ts';
import { prepareDatabases } from './prepare-databases.ts';
import { SitesBuild } from './sites-build.ts';
import { SupervisedPostgres } from './supervised-postgres.ts';
import { TwinSecrets } from './twin-secrets.ts';

const readyLimitMs = 60_000;

export interface TwinParts {
  readonly catalogue: Catalogue;
  readonly data: DataFolder;
  readonly edge: Edge;
  readonly options: TwinOptions;
  /** Prints a line of progress. */
  readonly print: (line: string) => void;
}

/** The whole platform on this machine: PostgreSQL, every service and site of the catalogue, the edge before them. */
export class Twin {
  readonly #parts: TwinParts;
  readonly #postgres: SupervisedPostgres;
  readonly #sites: SitesBuild;
  readonly #children: readonly SupervisedChild[];
  readonly #port: number;
  #up = false;

  constructor(parts: TwinParts, port: number, postgresPort: number, plan: readonly PlannedChild[]) {
    this.#parts = parts;
    this.#port = port;
    this.#postgres = new SupervisedPostgres(postgresPort, parts.data, parts.print, () => this.#tell());
    this.#sites = new SitesBuild(parts.data);
    this.#children = plan.map(
      (child) => new SupervisedChild(child, parts.data, parts.print, () => this.#tell()),
    );
  }

  /** Starts everything and waits until all of it is ready. */
  async start(): Promise<void> {
    const { catalogue, data, edge, options, print } = this.#parts;
    const secrets = new TwinSecrets(data);
    secrets.provide(catalogue, options.redis);
    this.#writeCatalogue();
    const pages = this.#preparePages(); // first: two children wait for it
    this.#startAfter('nothing');
    await Promise.all([pages, this.#prepareDatabases(secrets)]);
    await step('services', print, async () => {
      await Promise.all(this.#children.map(({ plan }) => untilReady(plan)));
      return this.#children.map(({ plan }) => plan.name).join(', ');
    });
    const targets = new Map(this.#children.map(({ plan }) => [plan.name, plan.url]));
    const log = data.logFile('edge');
    edge.route(routesOf(catalogue), targets, (line) =>
      appendFileSync(log, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 }),
    );
    this.#up = true;
    this.#tell();
  }

  /** Drains the edge and the services, then stops PostgreSQL. Safe at any time, also during `start`. */
  async stop(): Promise<void> {
    this.#up = false;
    const running = [this.#parts.edge.close(), this.#sites.stop()];
    await Promise.all([...running, ...this.#children.map((child) => child.stop())]);
    await this.#postgres.stop();
  }

  async #preparePages(): Promise<void> {
    await step('pages', this.#parts.print, async () => {
      await this.#sites.run();
      return this.#startAfter('pages').join(', ');
    });
  }

  async #prepareDatabases(secrets: TwinSecrets): Promise<void> {
    const { catalogue, print } = this.#parts;
    await step('postgres', print, async () => {
      await this.#postgres.start(secrets.superuser());
      return `port ${this.#postgres.port}`;
    });
    await step('databases', print, async () =>
      (await prepareDatabases(catalogue, secrets, this.#postgres.port)).join(', '),
    );
    this.#startAfter('databases');
  }

  /** @returns the names of those that it started */
  #startAfter(what: PlannedChild['startsAfter']): readonly string[] {
    const children = this.#children.filter(({ plan }) => plan.startsAfter === what);
    for (const child of children) child.start();
    return children.map(({ plan }) => plan.name);
  }

  /** Writes `twin.json`: who runs where. */
  #tell(): void {
    if (!this.#up) return;
    const services = this.#children.map(({ plan, pid }) => [plan.name, { pid, port: plan.port }]);
    const twin = {
      pid: process.pid,
      port: this.#port,
      postgres: { pid: this.#postgres.pid, port: this.#postgres.port },
      services: Object.fromEntries(services) as Record<string, { pid: number; port: number }>,
    };
    writeWhole(this.#parts.data.twinFile, `${JSON.stringify(twin, null, 2)}\n`);
  }

  #writeCatalogue(): void {
    const { catalogue, data } = this.#parts;
    const reader = catalogue.find(watches);
    if (!reader) return;
    const urls = new Map(this.#children.map(({ plan }) => [plan.name, plan.url]));
    writeWhole(
      data.catalogueFile,
      catalogueFileText(catalogueFileOf(catalogue, reader, (name) => urls.get(name) ?? '')),
    );
  }
}

/** Chooses ports and plans the processes; starts nothing. */
export async function planTwin(parts: TwinParts, port: number): Promise<Twin> {
  const { catalogue, data, options } = parts;
  const [postgresPort = 0, ...free] = await freePorts(catalogue.length + 1);
  const ports = Object.fromEntries(catalogue.map(({ name }, i) => [name, free[i] ?? 0]));
  const publicUrl = `http://localhost:${port}`;
  const plan = planOf({ catalogue, data, ports, postgresPort, publicUrl, redis: options.redis });
  return new Twin(parts, port, postgresPort, plan);
}

/** Held open together, so that no two are the same. */
function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => freePort()));
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

async function step(name: string, print: (line: string) => void, work: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const result = await work();
  print(`  ${name.padEnd(10)} ${((performance.now() - start) / 1_000).toFixed(1).padStart(5)} s  ${result}`);
}

async function untilReady({ name, readyUrl }: PlannedChild): Promise<void> {
  const deadline = Date.now() + readyLimitMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(3_000) });
      await answer.arrayBuffer();
      if (answer.ok) return;
      last = new Error(`status ${answer.status}`);
    } catch (error) {
      last = error; // not listening yet
    }
    await delay(25);
  }
  throw new Error(`${name} is not ready after ${readyLimitMs / 1_000} s`, { cause: last });
}
