import { describe, expect, it } from '@jest/globals';
import { auth } from './auth.ts';
import { bff } from './bff.ts';
import { catalogue } from './catalogue.ts';
import { catalogueProblems, checkedCatalogue } from './check-catalogue.ts';
import type { Deployable } from './deployable.ts';
import { landing } from './landing.ts';
import { syntra } from './syntra.ts';
import { web } from './web.ts';

const nightly: Deployable = {
  ...syntra,
  ...{ kind: 'job', name: 'nightly', image: 'nightly', schedule: '0 3 * * *', ports: [] },
};

/** The catalogue with an entry replaced (by name) or added. */
const withEntry = (entry: unknown): readonly Deployable[] => {
  const changed = entry as Deployable;
  const others = catalogue.filter(({ name }) => name !== changed.name);
  return [...others, changed];
};

const problemsOf = (entry: unknown): string[] =>
  catalogueProblems(withEntry(entry)).map(({ entry, field, message }) => `${entry}.${field}: ${message}`);

const http = { name: 'http', port: 8080 };
const prefix = (path: string) => ({ path, match: 'prefix' });
const service = (name: string) => ({ ...auth.uses, services: [{ name, required: true }] });

const refusals: [title: string, entry: unknown, problems: string[]][] = [
  [
    'two entries on one route',
    { ...syntra, routes: [prefix('/bff/')] },
    [
      'bff.routes[0].path: prefix "/bff/" is also a route of syntra',
      'syntra.routes[0].path: prefix "/bff/" is also a route of bff',
    ],
  ],
  [
    'one route twice in an entry',
    { ...syntra, routes: [prefix('/s/'), prefix('/s/')] },
    [0, 1].map((index) => `syntra.routes[${index}].path: prefix "/s/" is listed twice`),
  ],
  [
    'a prefix without a slash at its end',
    { ...syntra, routes: [prefix('/s')] },
    ['syntra.routes[0].path: "/s" must start with "/" and end with it only as a prefix'],
  ],
  [
    'a call to an unknown service',
    { ...auth, uses: service('mailer') },
    ['auth.uses.services[0]: no entry is named "mailer"'],
  ],
  [
    'a call to itself',
    { ...auth, uses: service('auth') },
    ['auth.uses.services[0]: an entry does not call itself'],
  ],
  [
    'a secret whose provider nobody is',
    { ...bff, secrets: [...bff.secrets, { name: 'licence', provider: 'vendor', kind: 'password' }] },
    ['bff.secrets[2].provider: nobody provides "licence": no provider "vendor"'],
  ],
  [
    'a secret of a database that the entry does not use',
    { ...auth, uses: { ...auth.uses, databases: [] } },
    [
      'auth.secrets[0].provider: nobody provides "database-user": the entry uses no database',
      'auth.secrets[1].provider: nobody provides "database-password": the entry uses no database',
    ],
  ],
  [
    'a secret of a cache that the entry does not use',
    { ...bff, uses: { ...bff.uses, caches: [] } },
    ['bff.secrets[1].provider: nobody provides "redis-password": the entry uses no cache'],
  ],
  [
    'a database without its login',
    { ...auth, secrets: auth.secrets.slice(1) },
    ['auth.secrets: missing: "database-user" of the database it uses'],
  ],
  [
    'two secrets of one name',
    { ...bff, secrets: [...bff.secrets, bff.secrets[0]] },
    ['bff.secrets: two secrets are named "cookie-key"'],
  ],
  [
    'two databases in one entry',
    {
      ...auth,
      uses: { ...auth.uses, databases: [...auth.uses.databases, { name: 'goalixa', required: true }] },
    },
    ['auth.uses.databases: at most one: its variables name a single one'],
  ],
  [
    'two ports of one name',
    { ...auth, ports: [http, { name: 'http', port: 9090 }] },
    ['auth.ports: two ports are named "http"'],
  ],
  [
    'two ports of one number',
    { ...auth, ports: [http, { name: 'extra', port: 8080 }] },
    ['auth.ports: two ports have the number 8080'],
  ],
  [
    'an entry without the port "http"',
    { ...auth, ports: [{ name: 'web', port: 8080 }] },
    ['auth.ports: missing: a port named "http"'],
  ],
  [
    'another number for the port "http"',
    { ...auth, ports: [{ name: 'http', port: 80 }] },
    ['auth.ports: "http" is 80: it must be 8080'],
  ],
  [
    'a redirect that nobody serves',
    { ...landing, routes: [{ path: '/start', match: 'exact', redirect: '/' }] },
    [
      'landing.site.urlPrefix: "/" is no prefix route of the entry',
      'landing.routes[0].redirect: nobody serves "/"',
    ],
  ],
  [
    'a redirect to a redirect',
    { ...landing, routes: [...landing.routes, { path: '/start', match: 'exact', redirect: '/app' }] },
    ['landing.routes[1].redirect: nobody serves "/app"'],
  ],
  [
    'a redirect of a prefix',
    { ...web, routes: [...web.routes, { path: '/old/', match: 'prefix', redirect: '/app/' }] },
    ['web.routes[2].redirect: only an exact path can redirect'],
  ],
  [
    'a redirect of a service',
    { ...syntra, routes: [{ path: '/s', match: 'exact', redirect: '/app/' }] },
    ['syntra.routes[0].redirect: only a static site answers redirects'],
  ],
  [
    'a route of a job',
    { ...nightly, routes: [prefix('/nightly/')] },
    ['nightly.routes[0].path: a job answers no requests: remove the route'],
  ],
  [
    'a site with both a fallback and a 404 page',
    { ...web, site: { ...web.site, notFound: '404.html' } },
    ['web.site: needs either a fallback or a notFound page'],
  ],
  [
    'a site outside its routes',
    { ...web, site: { ...web.site, urlPrefix: '/web/' } },
    ['web.site.urlPrefix: "/web/" is no prefix route of the entry'],
  ],
  [
    'fewer copies at most than at least',
    { ...auth, replicas: { ...auth.replicas, staging: { min: 3, max: 2 } } },
    ['auth.replicas.staging: must be 1 <= min <= max (got 3 and 2)'],
  ],
  [
    'no copy at all',
    { ...auth, replicas: { ...auth.replicas, production: { min: 0, max: 2 } } },
    ['auth.replicas.production: must be 1 <= min <= max (got 0 and 2)'],
  ],
  [
    'more memory requested than allowed',
    { ...auth, resources: { ...auth.resources, requests: { cpu: '50m', memory: '1Gi' } } },
    ['auth.resources.requests.memory: 1Gi is above the limit of 256Mi'],
  ],
  [
    'an unreadable quantity',
    { ...auth, resources: { ...auth.resources, requests: { cpu: '0,5', memory: '1Mi' } } },
    ['auth.resources.requests.cpu: not a quantity such as 128Mi or 50m'],
  ],
  ...['PORT', 'DATABASE_HOST', 'KEK_FILE', 'NODE_OPTIONS'].map((variable): [string, unknown, string[]] => [
    `a fixed ${variable}, which is derived`,
    { ...auth, variables: { [variable]: 'x' } },
    [`auth.variables.${variable}: is derived: remove the fixed one`],
  ]),
  [
    'an SLO without an error budget',
    { ...auth, slo: { availability: 1, latencyMs: 0 } },
    [
      'auth.slo.availability: must lie between 0 and 1, both excluded',
      'auth.slo.latencyMs: must be positive',
    ],
  ],
  [
    'a name that is no name in Kubernetes',
    { ...nightly, name: 'Nightly_Job' },
    ['Nightly_Job.name: use up to 40 lower-case letters, digits and single dashes'],
  ],
];

describe('catalogueProblems', () => {
  it.each(refusals)('refuses %s', (_title, entry, problems) => {
    expect(problemsOf(entry)).toEqual(problems);
  });

  it('refuses two entries of one name', () => {
    const problems = catalogueProblems([...catalogue, { ...syntra, routes: [] }]);
    expect(problems).toEqual(
      [0, 1].map(() => ({ entry: 'syntra', field: 'name', message: 'two entries are named "syntra"' })),
    );
  });

  it('refuses a static entry whose site was cast away', () => {
    const { site, ...bare } = landing;
    expect(site.root).toBe('landing');
    expect(problemsOf(bare)).toEqual(['landing.site: missing: a static needs it']);
  });

  it('refuses a call to a job', () => {
    const caller = { ...auth, uses: service('nightly') } as Deployable;
    const others = catalogue.filter(({ name }) => name !== 'auth');
    expect(catalogueProblems([...others, caller, nightly])).toEqual([
      { entry: 'auth', field: 'uses.services[0]', message: '"nightly" is a job: nobody can call it' },
    ]);
  });

  it('accepts a job beside the committed entries', () => {
    expect(problemsOf(nightly)).toEqual([]);
  });
});

describe('checkedCatalogue', () => {
  it('lists all problems of all entries in one error', () => {
    const wrong = withEntry({ ...auth, uses: service('mailer'), ports: [http, http] });
    expect(() => checkedCatalogue(wrong)).toThrow(
      [
        'catalogue: 3 problems',
        '  auth.ports: two ports are named "http"',
        '  auth.ports: two ports have the number 8080',
        '  auth.uses.services[0]: no entry is named "mailer"',
      ].join('\n'),
    );
  });

  it('answers a good catalogue unchanged', () => {
    expect(checkedCatalogue(catalogue)).toBe(catalogue);
  });
});
