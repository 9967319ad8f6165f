import type { Deployable } from './deployable.ts';

/** Accounts, passwords and tokens; behind the BFF only. */
export const auth = {
  name: 'auth',
  kind: 'service',
  description: 'Signs users up and in, issues and rotates tokens, publishes the keys that verify them.',
  image: 'auth',
  source: 'services/auth',
  migrations: 'services/auth/migrations',
  ports: [{ name: 'http', port: 8080 }],
  replicas: {
    staging: { min: 1, max: 2 },
    production: { min: 2, max: 6 },
    preview: { min: 1, max: 1 },
  },
  // Two argon2id hashes at once take 2 x 19 MiB outside the heap.
  resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  variables: {},
  secrets: [
    { name: 'database-user', provider: 'database', kind: 'login' },
    { name: 'database-password', provider: 'database', kind: 'password' },
    { name: 'kek', provider: 'generated', kind: 'keyring' },
    { name: 'refresh-key', provider: 'generated', kind: 'keyring' },
  ],
  uses: { databases: [{ name: 'authdb', required: true }], caches: [], services: [] },
  routes: [],
  health: { live: '/health/live', ready: '/health/ready' },
  metrics: '/metrics',
  egress: [],
  slo: { availability: 0.999, latencyMs: 500 },
} as const satisfies Deployable;
