import type { Deployable, Route } from './deployable.ts';
import { type Check, repeated } from './problem.ts';
import { bytesOf, milliCpuOf } from './quantity.ts';
import { variablesOf } from './variables-of.ts';

const fieldsOfKind = { service: ['source'], static: ['site'], job: ['source', 'schedule'] } as const;

// Only the names of the variables matter here.
const nowhere = {
  ...{ host: '', publicUrl: '', logLevel: '', catalogueFile: '' },
  port: () => 0,
  databaseHost: () => '',
  databasePort: () => 0,
  databaseName: () => '',
  serviceUrl: () => '',
  cacheUrl: () => '',
  secretFile: () => '',
};

const kind: Check = (app) =>
  fieldsOfKind[app.kind]
    .filter((field) => !(field in app))
    .map((field) => ({ field, message: `missing: a ${app.kind} needs it` }));

const ports: Check = ({ kind, ports }) => {
  const problems = [
    ...repeated(ports.map(({ name }) => name)).map((twice) => `two ports are named "${twice}"`),
    ...repeated(ports.map(({ port }) => port)).map((twice) => `two ports have the number ${twice}`),
  ];
  const http = ports.find(({ name }) => name === 'http');
  if (kind !== 'job' && !http) problems.push('missing: a port named "http"');
  if (http && http.port !== 8080) problems.push(`"http" is ${http.port}: it must be 8080`);
  return problems.map((message) => ({ field: 'ports', message }));
};

const stores: Check = ({ uses }) =>
  (['databases', 'caches'] as const)
    .filter((field) => uses[field].length > 1)
    .map((field) => ({ field: `uses.${field}`, message: 'at most one: its variables name a single one' }));

const secrets: Check = ({ secrets, uses }) => {
  const providers = new Map<string, boolean>([
    ['generated', true],
    ['database', uses.databases.length > 0],
    ['cache', uses.caches.length > 0],
  ]);
  return secrets.flatMap(({ name, provider }, index) => {
    const field = `secrets[${index}].provider`;
    const known = providers.get(provider);
    if (known === undefined)
      return [{ field, message: `nobody provides "${name}": no provider "${provider}"` }];
    return known ? [] : [{ field, message: `nobody provides "${name}": the entry uses no ${provider}` }];
  });
};

const secretNames: Check = ({ secrets }) =>
  repeated(secrets.map(({ name }) => name)).map((twice) => ({
    field: 'secrets',
    message: `two secrets are named "${twice}"`,
  }));

const databaseLogin: Check = ({ secrets, uses }) =>
  uses.databases.length === 0
    ? []
    : ['database-user', 'database-password']
        .filter((needed) => !secrets.some(({ name, provider }) => name === needed && provider === 'database'))
        .map((needed) => ({ field: 'secrets', message: `missing: "${needed}" of the database it uses` }));

const variables: Check = (app) => {
  const derived = new Set(['NODE_OPTIONS', ...Object.keys(variablesOf({ ...app, variables: {} }, nowhere))]);
  return Object.keys(app.variables)
    .filter((variable) => derived.has(variable))
    .map((variable) => ({ field: `variables.${variable}`, message: 'is derived: remove the fixed one' }));
};

const replicas: Check = ({ replicas }) =>
  Object.entries(replicas)
    .filter(([, { min, max }]) => min > max || min < 1)
    .map(([environment, { min, max }]) => ({
      field: `replicas.${environment}`,
      message: `must be 1 <= min <= max (got ${min} and ${max})`,
    }));

const resources: Check = ({ resources: { limits, requests } }) => {
  const amounts = {
    'requests.cpu': milliCpuOf(requests.cpu),
    'requests.memory': bytesOf(requests.memory),
    'limits.memory': bytesOf(limits.memory),
  };
  const problems = Object.entries(amounts)
    .filter(([, amount]) => Number.isNaN(amount))
    .map(([field]) => ({ field: `resources.${field}`, message: 'not a quantity such as 128Mi or 50m' }));
  if (amounts['requests.memory'] > amounts['limits.memory'])
    problems.push({
      field: 'resources.requests.memory',
      message: `${requests.memory} is above the limit of ${limits.memory}`,
    });
  return problems;
};

const slo: Check = ({ slo }) => [
  ...(slo.availability > 0 && slo.availability < 1
    ? []
    : [{ field: 'slo.availability', message: 'must lie between 0 and 1, both excluded' }]),
  ...(slo.latencyMs > 0 ? [] : [{ field: 'slo.latencyMs', message: 'must be positive' }]),
];

const site: Check = (app: Deployable) => {
  if (app.kind !== 'static' || !('site' in app)) return [];
  const { fallback, notFound, urlPrefix } = app.site;
  const routed = app.routes.some(({ match, path }: Route) => match === 'prefix' && path === urlPrefix);
  return [
    ...((fallback === undefined) === (notFound === undefined)
      ? [{ field: 'site', message: 'needs either a fallback or a notFound page' }]
      : []),
    ...(routed
      ? []
      : [{ field: 'site.urlPrefix', message: `"${urlPrefix}" is no prefix route of the entry` }]),
  ];
};

/** Rules that one entry breaks by itself. */
export const entryChecks: readonly Check[] = [
  ...[kind, ports, stores, secrets, secretNames, databaseLogin],
  ...[variables, replicas, resources, slo, site],
];
