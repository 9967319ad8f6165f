import { join } from 'node:path';
import { fileVariableOf } from '../catalogue/names.ts';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import { variablesOf, type Placement } from '../catalogue/variables-of.ts';
import { paths } from '../paths.ts';
import type { DataFolder } from './data-folder.ts';

/** One process of the twin. */
export interface PlannedChild {
  readonly name: string;
  /** Words behind `node`. */
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly port: number;
  /** Base URL on loopback. */
  readonly url: string;
  /** Answers 200 when the child can serve. */
  readonly readyUrl: string;
  /** What must be there before it starts. */
  readonly startsAfter: 'nothing' | 'databases' | 'pages';
}

export interface PlanInput {
  readonly catalogue: Catalogue;
  readonly data: DataFolder;
  /** Port of each deployable on loopback. */
  readonly ports: Readonly<Record<string, number>>;
  readonly postgresPort: number;
  readonly publicUrl: string;
  /** As given to `--redis`. */
  readonly redis: string | undefined;
}

const loopback = '127.0.0.1';

/** The processes of the twin: every service and site of the catalogue; jobs run by the clock, elsewhere. */
export function planOf(input: PlanInput): readonly PlannedChild[] {
  return input.catalogue.filter((app) => app.kind !== 'job').map((app) => plannedChild(app, input));
}

/** What the catalogue's variables become on this machine. */
export function placementOf({ data, ports, postgresPort, publicUrl, redis }: PlanInput): Placement {
  const portOf = (name: string): number => {
    const port = ports[name];
    if (port === undefined) throw new Error(`No port was given to ${name}.`);
    return port;
  };
  return {
    port: (app) => portOf(app.name),
    host: loopback,
    publicUrl,
    logLevel: 'info',
    databaseHost: () => loopback,
    databasePort: () => postgresPort,
    databaseName: (database) => database,
    serviceUrl: (name) => `http://${loopback}:${portOf(name)}`,
    cacheUrl: () => (redis === undefined ? undefined : withoutPassword(redis)),
    secretFile: (app, secret) => data.secretFile(app.name, secret),
    catalogueFile: data.catalogueFile,
  };
}

function plannedChild(app: Deployable, input: PlanInput): PlannedChild {
  const placement = placementOf(input);
  const port = placement.port(app);
  const url = placement.serviceUrl(app.name);
  return {
    name: app.name,
    args: argsOf(app, input.data),
    variables:
      app.kind === 'static'
        ? { PORT: String(port), HOST: loopback }
        : serviceVariables(app, input, placement),
    port,
    url,
    readyUrl: `${url}${app.health.ready}`,
    startsAfter: startOf(app),
  };
}

function startOf(app: Deployable): PlannedChild['startsAfter'] {
  if (app.kind === 'static') return 'pages';
  return app.uses.databases.length === 0 ? 'nothing' : 'databases';
}

function argsOf(app: Deployable, data: DataFolder): readonly string[] {
  const watched = ['--import', join(paths.root, 'infra/local/end-with-supervisor.ts')];
  if (app.kind === 'static') {
    const main = join(paths.root, 'infra/local/static-main.ts');
    return [...watched, main, app.name, data.siteFolder(app.name)];
  }
  return [...watched, join(paths.root, app.source, 'src/main.ts')];
}

function serviceVariables(
  app: Deployable,
  { redis }: PlanInput,
  placement: Placement,
): Record<string, string> {
  const variables = variablesOf(app, placement);
  const unused = redis !== undefined && passwordOf(redis) === '' ? cachePasswordVariables(app) : [];
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !unused.includes(name)));
}

/** A Redis of the user's own may have no password; then there is no file to name. */
function cachePasswordVariables(app: Deployable): readonly string[] {
  return app.secrets.filter(({ provider }) => provider === 'cache').map(({ name }) => fileVariableOf(name));
}

/** The password inside a Redis URL, decoded; empty when there is none. */
export const passwordOf = (redis: string): string => decodeURIComponent(new URL(redis).password);

function withoutPassword(redis: string): string {
  const url = new URL(redis);
  url.password = '';
  return url.href;
}
