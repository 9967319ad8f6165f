import { z } from 'zod';
import { objectName } from '../config/config-text.ts';

/** Who answers for the domain to the certificate authority. */
const challenge = z.discriminatedUnion('challenge', [
  z.strictObject({
    challenge: z.literal('dns01'),
    provider: z.enum(['cloudflare', 'digitalocean']).default('cloudflare'),
    /** One certificate for the public host and all hosts below it. */
    wildcard: z.boolean().default(true),
  }),
  z.strictObject({ challenge: z.literal('http01'), wildcard: z.boolean().default(false) }),
]);

/** A tenant has the owner's controller and issuer: `exposure`, `email`, `authority` and `provider` are the owner's. */
export const edgeSchema = z.strictObject({
  enabled: z.boolean().default(true),
  ingressClass: objectName('must be the name of an ingress class such as "nginx"').default('nginx'),
  /** `loadBalancer`: behind the provider's, which speaks PROXY protocol. `hostPort`: on every node. */
  exposure: z.enum(['loadBalancer', 'hostPort']).default('hostPort'),
  /** Who is told when a certificate is about to expire; needed by the stack that owns the cluster. */
  email: z.email({ error: 'must be an e-mail address such as "platform@goalixa.example"' }).optional(),
  /** `staging` of the authority for trials: its certificates are not trusted, its limits are wide. */
  authority: z.enum(['production', 'staging']).default('production'),
  certificates: challenge.default({ challenge: 'dns01', provider: 'cloudflare', wildcard: true }),
});
export type EdgeConfig = z.infer<typeof edgeSchema>;
