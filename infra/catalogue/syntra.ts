import type { Deployable } from './deployable.ts';

/** Reads health and metrics of the other deployables; has no route at the edge. */
export const syntra = {
  name: 'syntra',
  kind: 'service',
  description: 'Says what is wrong with the installation, each finding with its evidence.',
  image: 'syntra',
  source: 'services/syntra',
  watches: true,
  ports: [{ name: 'http', port: 8080 }],
  replicas: {
    staging: { min: 1, max: 1 },
    production: { min: 2, max: 2 },
    preview: { min: 1, max: 1 },
  },
  resources: { requests: { cpu: '25m', memory: '96Mi' }, limits: { memory: '192Mi' } },
  variables: {},
  secrets: [],
  uses: { databases: [], caches: [], services: [{ name: 'auth', required: true }] },
  routes: [],
  health: { live: '/health/live', ready: '/health/ready' },
  metrics: '/metrics',
  egress: [],
  slo: { availability: 0.99, latencyMs: 2000 },
} as const satisfies Deployable;
