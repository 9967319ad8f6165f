/** Environments that a descriptor may size differently. */
export const environmentKinds = ['staging', 'production', 'preview'] as const;
export type EnvironmentKind = (typeof environmentKinds)[number];

/** How many copies run; the autoscaler moves between the two, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A named port of the container. `http` (8080) is what the edge, callers, probes and scrapes use. */
export interface Port {
  readonly name: string;
  readonly port: number;
}

/** Kubernetes quantities: CPU as `50m`, memory as `128Mi`. CPU has no limit: throttling only adds latency. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
}

/**
 * A file below the service's secrets folder; its variable is the name in upper snake case plus `_FILE`
 * (`refresh-key` is read through `REFRESH_KEY_FILE`).
 * `generated`: made once per installation. `database`, `cache`: made by whoever makes the database or cache.
 */
export interface SecretUse {
  readonly name: string;
  readonly provider: 'generated' | 'database' | 'cache';
  /**
   * `login`: a role name. `password`: random text. `keyring`: lines of `<id> <base64url of 32 bytes>`. `signing-keys`:
   * Ed25519 private keys as PKCS#8 PEM, one after the other. Of the last two the first key is the one in use.
   */
  readonly kind: 'login' | 'password' | 'keyring' | 'signing-keys';
}

/** `required`: without it the user answers 503 where it needs it; otherwise it only gets slower or shows less. */
export interface Use {
  readonly name: string;
  readonly required: boolean;
}

/** What the deployable calls. Names of services are catalogue entries; each gives a variable `<NAME>_URL`. */
export interface Uses {
  /** At most one: the variables `DATABASE_*` name a single database. */
  readonly databases: readonly Use[];
  /** At most one: `REDIS_URL` names a single cache. */
  readonly caches: readonly Use[];
  readonly services: readonly Use[];
}

/**
 * A path at the edge, never rewritten on the way. `prefix` paths end in `/`.
 * With `redirect` the target itself answers 308 with that path, so the edge needs no rule of its own.
 */
export interface Route {
  readonly path: string;
  readonly match: 'exact' | 'prefix';
  readonly redirect?: string;
}

/** HTTP paths on port `http`. `live`: the process works. `ready`: it can serve. */
export interface Health {
  readonly live: string;
  readonly ready: string;
}

/** An address outside the cluster that the deployable may call over TCP. */
export interface Egress {
  readonly cidr: string;
  readonly port: number;
  readonly why: string;
}

/** `availability`: share of good answers in 30 days, below 1. `latencyMs`: 95 % answer within it. */
export interface Slo {
  readonly availability: number;
  readonly latencyMs: number;
}

/** What a static server does with a folder; the twin's server and the image's configuration both follow it. */
export interface Site {
  /** Folder in the repository with the source of the pages. */
  readonly root: string;
  /** Requests arrive with this prefix; what follows it is the file below the built folder. */
  readonly urlPrefix: string;
  /** Answers 200 for unknown paths (an app shell). Excludes `notFound`. */
  readonly fallback?: string;
  /** Answers 404 for unknown paths. Excludes `fallback`. */
  readonly notFound?: string;
  /** Files below it carry a hash in their name and are cached for a year; all others are `no-cache`. */
  readonly immutablePrefix?: string;
  /** Sent with every answer, errors included. */
  readonly headers: Readonly<Record<string, string>>;
}

interface Common {
  /** Lower-case and dashes: the name of the folder, image, process and Kubernetes objects. */
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly ports: readonly Port[];
  readonly replicas: Readonly<Record<EnvironmentKind, Range>>;
  readonly resources: Resources;
  /** Fixed variables of its own; all others are derived, see `variables-of.ts`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretUse[];
  readonly uses: Uses;
  readonly routes: readonly Route[];
  readonly health: Health;
  /** Path of the Prometheus metrics on port `http`; `null` where there are none. */
  readonly metrics: string | null;
  readonly egress: readonly Egress[];
  readonly slo: Slo;
}

/** A Node process that stays up. */
export interface Service extends Common {
  readonly kind: 'service';
  /** Folder in the repository; `src/main.ts` below it starts the process. */
  readonly source: string;
  /** Folder of plain SQL files; `main migrate` applies them. */
  readonly migrations?: string;
  /** Reads `CATALOGUE_FILE` and may reach port `http` of every other service and site, to watch them. */
  readonly watches?: true;
}

/** Files behind a static server. */
export interface StaticSite extends Common {
  readonly kind: 'static';
  readonly site: Site;
}

/** A Node process that runs by the clock and ends. */
export interface Job extends Common {
  readonly kind: 'job';
  readonly source: string;
  /** Cron expression of five fields, UTC. */
  readonly schedule: string;
}

/** One deployable of Goalixa; everything that runs, routes, watches or builds it is derived from this. */
export type Deployable = Service | StaticSite | Job;

/** All deployables of an installation. */
export type Catalogue = readonly Deployable[];
