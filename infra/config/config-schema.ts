import { z } from 'zod';
import { environmentKinds } from '../catalogue/deployable.ts';
import { chartsSchema } from '../charts/charts-config.ts';
import { clusterSchema } from '../cluster/cluster-config.ts';
import { isHostWithPort, text } from './config-text.ts';
import { edgeSchema } from '../edge/edge-config.ts';
import { gitopsSchema } from '../gitops/gitops-config.ts';
import { hostsSchema } from '../hosts/hosts-config.ts';
import { postgresSchema } from '../postgres/postgres-config.ts';
import { redisSchema } from '../redis/redis-config.ts';
import { tenantsSchema } from '../tenants/tenants-config.ts';

const origin = text(
  'must be an origin such as "https://goalixa.example", without a path or a slash at its end',
  isOrigin,
);

const registry = text(
  'must be a host such as "harbor.goalixa.example", without a scheme or a path',
  // One word alone would be a folder of Docker's own registry.
  (host) => isHostWithPort(host) && /[.:]/.test(host),
);

/** An image of others; a tag can be moved, a digest cannot. */
const byDigest = text(
  'must be an image that ends in "@sha256:" and 64 hexadecimal digits; a tag such as "latest" can be moved, a digest cannot',
  isImageByDigest,
);

const copies = z.strictObject({
  min: z.int().min(1).max(100).optional(),
  max: z.int().min(1).max(100).optional(),
});

/** What became of one derived secret; see docs/runbooks/rotate-secrets.md. */
const secretState = z.strictObject({
  root: z.int().min(1),
  generation: z.int().min(1),
  since: z.int().min(1).optional(),
  active: z.int().min(1).optional(),
});

/** The plain keys below `goalixa:` of a stack file. Secrets are top-level keys of their own, `secret-value.ts`. */
export const stackSchema = z.strictObject({
  /** Which sizes of the catalogue apply; also the name of the namespace and of the rendered folder. */
  environment: z.enum(environmentKinds),
  /** Origin that users see. */
  publicUrl: origin,
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Derived secrets that are no longer in their first state, by label. */
  secrets: z.record(z.string(), secretState).default({}),
  hosts: hostsSchema,
  cluster: clusterSchema.prefault({}),
  charts: chartsSchema,
  tenants: tenantsSchema,
  edge: edgeSchema.prefault({}),
  postgres: postgresSchema,
  redis: redisSchema,
  gitops: gitopsSchema,
  monitoring: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  images: z.strictObject({
    /** Host of the registry; an image is `<registry>/<service>/<service>`. */
    registry,
    /** Images of others; default: the exact versions in `versions.ts`, which production must name by digest. */
    postgres: byDigest.optional(),
    redis: byDigest.optional(),
    redisExporter: byDigest.optional(),
  }),
  workloads: z.strictObject({
    enabled: z.boolean().default(true),
    /**
     * Who applies what is derived from the catalogue: Argo CD from Git, or this program. Of a tenant it is what the
     * cluster's owner says in `tenants[].owner`: with other words there, nobody would apply it, or both would.
     */
    owner: z.enum(['argocd', 'pulumi']),
    /** By service: copies that differ from the catalogue's. */
    replicas: z.record(z.string(), copies).default({}),
  }),
});

/** The typed result of a stack file; deeply frozen. */
export type StackConfig = z.infer<typeof stackSchema>;

/** As browsers write it: a default port, an unusual way to write an address or a letter too many is another one. */
function isOrigin(value: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/]+)$/.exec(value) ?? [];
  return isHostWithPort(host) && URL.canParse(value) && new URL(value).origin === value;
}

/** `host:port/path/name:tag@sha256:<digest>`; host and tag may be missing. */
function isImageByDigest(value: string): boolean {
  const part = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
  const pattern = `^(?:(?<host>[^/@]+)/)??${part}(?:/${part})*(?::\\w[\\w.-]{0,127})?@sha256:[0-9a-f]{64}$`;
  const { host } = new RegExp(pattern).exec(value)?.groups ?? { host: '/' };
  return host === undefined || isHostWithPort(host);
}
