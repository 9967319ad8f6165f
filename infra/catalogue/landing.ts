import type { Deployable } from './deployable.ts';
import { siteHeaders } from './site-headers.ts';

/** The public pages; takes every path that nobody else owns. */
export const landing = {
  name: 'landing',
  kind: 'static',
  description: 'Says what Goalixa is; answers all unknown paths with its 404 page.',
  image: 'landing',
  site: {
    root: 'landing',
    urlPrefix: '/',
    notFound: '404.html',
    immutablePrefix: 'assets/',
    headers: siteHeaders("'none'"), // it has no script
  },
  ports: [{ name: 'http', port: 8080 }],
  replicas: {
    staging: { min: 1, max: 2 },
    production: { min: 2, max: 4 },
    preview: { min: 1, max: 1 },
  },
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
  variables: {},
  secrets: [],
  uses: { databases: [], caches: [], services: [] },
  routes: [{ path: '/', match: 'prefix' }],
  health: { live: '/', ready: '/' },
  metrics: null,
  egress: [],
  slo: { availability: 0.999, latencyMs: 200 },
} as const satisfies Deployable;
