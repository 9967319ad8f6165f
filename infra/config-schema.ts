import { z } from 'zod';
import { environmentKinds } from './catalogue/deployable.ts';

/** What stands for an encrypted value once it is known to be there; the value itself is read by the engine. */
export const secretPlaceholder = '[secret]';

const origin = z.string().refine((value) => /^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(value), {
  error: 'must be an origin such as "https://goalixa.example" (no path, no slash at the end)',
});

const registry = z.string().refine((value) => /^[a-z0-9.-]+(:\d+)?$/.test(value), {
  error: 'must be a host such as "harbor.goalixa.example" (no scheme, no path)',
});

const copies = z.strictObject({
  min: z.int().min(1).optional(),
  max: z.int().min(1).optional(),
});

/** The keys below `goalixa:` of a stack file. Secrets are top-level keys of their own. */
export const stackSchema = z.strictObject({
  /** Which sizes of the catalogue apply; also the name of the namespace and of the rendered folder. */
  environment: z.enum(environmentKinds),
  /** Origin that users see. */
  publicUrl: origin,
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Encrypted kubeconfig; needed only where this stack applies objects itself. */
  kubeconfig: z
    .literal(secretPlaceholder, { error: 'must be encrypted: set it again with --secret' })
    .optional(),
  /** Host of the registry; an image is `<registry>/<service>/<service>`. */
  images: z.strictObject({ registry }),
  workloads: z.strictObject({
    /** Who applies what is derived from the catalogue: Argo CD from Git, or this program. */
    owner: z.enum(['argocd', 'pulumi']),
    /** By service: copies that differ from the catalogue's. */
    replicas: z.record(z.string(), copies).default({}),
  }),
  postgres: z.strictObject({
    /** `separate`: a cluster per database. `shared`: one cluster with all databases. */
    layout: z.enum(['separate', 'shared']),
  }),
  redis: z.strictObject({
    /** Without it services keep what they cache in their own memory. */
    enabled: z.boolean(),
  }),
  edge: z
    .strictObject({ ingressClass: z.string().min(1).default('nginx') })
    .default({ ingressClass: 'nginx' }),
});

/** The typed result of a stack file; deeply frozen. */
export type StackConfig = z.infer<typeof stackSchema>;
