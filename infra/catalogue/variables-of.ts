import type { Deployable } from './deployable.ts';
import { fileVariableOf, urlVariableOf } from './names.ts';

/** Where an environment (the twin, a cluster) puts things; every name it is asked for is a catalogue name. */
export interface Placement {
  /** Port that the process listens on. */
  port(app: Deployable): number;
  /** Address that the process binds to. */
  readonly host: string;
  /** Origin that users see, without a trailing slash. */
  readonly publicUrl: string;
  readonly logLevel: string;
  databaseHost(database: string): string;
  databasePort(database: string): number;
  /** Name of the database on that server. */
  databaseName(database: string): string;
  /** Base URL of a deployable's port `http`, without a trailing slash. */
  serviceUrl(name: string): string;
  /** `redis://host:port`, or `undefined` where this environment has no cache. */
  cacheUrl(cache: string): string | undefined;
  /** Path of a secret file as the process sees it. */
  secretFile(app: Deployable, secret: string): string;
  /** Path of the generated JSON of the catalogue as the process sees it. */
  readonly catalogueFile: string;
}

/**
 * The variables of a deployable's process, by name. A static site has none: its server reads no variable.
 * @see docs/contracts.md, "Configuration of a service"
 */
export function variablesOf(app: Deployable, placement: Placement): Record<string, string> {
  if (app.kind === 'static') return {};
  return {
    ...app.variables,
    ...processVariables(app, placement),
    ...databaseVariables(app, placement),
    ...cacheVariables(app, placement),
    ...Object.fromEntries(
      app.uses.services.map(({ name }) => [urlVariableOf(name), placement.serviceUrl(name)]),
    ),
    ...secretVariables(app, placement),
    ...(watches(app) ? { CATALOGUE_FILE: placement.catalogueFile } : {}),
  };
}

/** Whether the deployable reads the catalogue's file and may look at all others. */
export const watches = (app: Deployable): boolean => app.kind === 'service' && app.watches === true;

function processVariables(app: Deployable, placement: Placement): Record<string, string> {
  return {
    PORT: String(placement.port(app)),
    HOST: placement.host,
    PUBLIC_URL: placement.publicUrl,
    LOG_LEVEL: placement.logLevel,
  };
}

function databaseVariables(app: Deployable, placement: Placement): Record<string, string> {
  const database = app.uses.databases[0];
  if (!database) return {};
  return {
    DATABASE_HOST: placement.databaseHost(database.name),
    DATABASE_PORT: String(placement.databasePort(database.name)),
    DATABASE_NAME: placement.databaseName(database.name),
  };
}

function cacheVariables(app: Deployable, placement: Placement): Record<string, string> {
  const url = cacheUrlOf(app, placement);
  return url === undefined ? {} : { REDIS_URL: url };
}

function secretVariables(app: Deployable, placement: Placement): Record<string, string> {
  const present = secretsOf(app, cacheUrlOf(app, placement) !== undefined);
  return Object.fromEntries(
    present.map(({ name }) => [fileVariableOf(name), placement.secretFile(app, name)]),
  );
}

/** The secret files that exist in an environment: without a cache nobody makes the cache's password. */
export const secretsOf = (app: Deployable, withCache: boolean): Deployable['secrets'] =>
  app.secrets.filter(({ provider }) => provider !== 'cache' || withCache);

function cacheUrlOf(app: Deployable, placement: Placement): string | undefined {
  const cache = app.uses.caches[0];
  return cache && placement.cacheUrl(cache.name);
}
