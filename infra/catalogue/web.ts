import type { Deployable } from './deployable.ts';
import { siteHeaders } from './site-headers.ts';

/** The app that users install: one shell, pages drawn in the browser. */
export const web = {
  name: 'web',
  kind: 'static',
  description: 'The app: plan, focus, track; talks to the BFF of its own origin.',
  image: 'web',
  site: {
    root: 'web',
    urlPrefix: '/app/',
    fallback: 'index.html',
    immutablePrefix: 'assets/',
    headers: siteHeaders('goalixa'),
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
  routes: [
    // F5's controller redirects a given path only by snippets, which the policies forbid: the site does it.
    { path: '/app', match: 'exact', redirect: '/app/' },
    { path: '/app/', match: 'prefix' },
  ],
  // No path of their own: what the edge passes on would make a probe's path public.
  health: { live: '/app/', ready: '/app/' },
  metrics: null,
  egress: [],
  slo: { availability: 0.999, latencyMs: 200 },
} as const satisfies Deployable;
