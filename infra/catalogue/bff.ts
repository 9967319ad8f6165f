import type { Deployable } from './deployable.ts';

/** The only API a browser reaches: session cookie outside, access tokens inside. */
export const bff = {
  name: 'bff',
  kind: 'service',
  description: 'Holds the session cookie, refreshes tokens, passes declared paths on and caches aggregates.',
  image: 'bff',
  source: 'services/bff',
  ports: [{ name: 'http', port: 8080 }],
  replicas: {
    staging: { min: 1, max: 3 },
    production: { min: 2, max: 10 },
    preview: { min: 1, max: 1 },
  },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  variables: {},
  secrets: [
    { name: 'cookie-key', provider: 'generated', kind: 'keyring' },
    { name: 'redis-password', provider: 'cache', kind: 'password' },
  ],
  uses: {
    databases: [],
    caches: [{ name: 'redis', required: false }],
    services: [
      { name: 'auth', required: true },
      { name: 'core-api', required: true },
    ],
  },
  routes: [{ path: '/bff/', match: 'prefix' }],
  health: { live: '/health/live', ready: '/health/ready' },
  metrics: '/metrics',
  egress: [],
  slo: { availability: 0.999, latencyMs: 400 },
} as const satisfies Deployable;
