import type { Deployable } from './deployable.ts';

/** Goals, projects, tasks, time and habits; behind the BFF only. */
export const coreApi = {
  name: 'core-api',
  kind: 'service',
  description: 'Keeps goals, projects, tasks, tracked time, habits and settings; computes days and reports.',
  image: 'core-api',
  source: 'services/core-api',
  migrations: 'services/core-api/migrations',
  ports: [{ name: 'http', port: 8080 }],
  replicas: {
    staging: { min: 1, max: 3 },
    production: { min: 2, max: 10 },
    preview: { min: 1, max: 1 },
  },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  variables: {},
  secrets: [
    { name: 'database-user', provider: 'database', kind: 'login' },
    { name: 'database-password', provider: 'database', kind: 'password' },
  ],
  uses: {
    databases: [{ name: 'goalixa', required: true }],
    caches: [],
    services: [{ name: 'auth', required: true }],
  },
  routes: [],
  health: { live: '/health/live', ready: '/health/ready' },
  metrics: '/metrics',
  egress: [],
  slo: { availability: 0.999, latencyMs: 300 },
} as const satisfies Deployable;
