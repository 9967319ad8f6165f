import { z } from 'zod';
import { isDnsName, text } from '../config/config-text.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { adminCidrs } from './admin-cidrs.ts';
import { hetznerTypes } from './hetzner-types.ts';

const name = text(
  'must be a host name such as "goalixa-1": up to 32 lower-case letters, digits and dashes',
  /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/,
);
const cidr = z.cidrv4({ error: 'must be a range of IPv4 addresses such as "203.0.113.7/32"' });
const ipv4 = z.ipv4({ error: 'must be an IPv4 address such as "10.0.1.10"' });

const serverType = z
  .string({ error: typeMessage })
  .refine((type) => hetznerTypes.has(type), { error: typeMessage });

/** The whole of a public key: its kind stands inside it too, before 32 and before 65 bytes. */
const ed25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}';
const nistp256 =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBB[A-Za-z0-9+/]{86}=';

const hetznerServer = z.strictObject({
  name,
  /** `cpx32`, `cax21`, ...; see `hetzner-types.ts`. */
  type: serverType,
  /** In the private network; fixed, so that another server never renumbers this one. */
  address: ipv4,
});

/** Machines that share no hardware; the provider takes no more into one placement group. */
const group = z
  .array(hetznerServer)
  .max(10, { error: 'must have at most 10 entries, the most of a placement group; take larger machines' });

const hetzner = z.strictObject({
  driver: z.literal('hetzner'),
  location: z.enum(['fsn1', 'nbg1', 'hel1', 'ash', 'hil', 'sin']),
  /** Private network of the servers. */
  network: cidr,
  adminCidrs,
  /** Public part of the key that `goalixa:sshPrivateKey` is the private part of. */
  sshPublicKey: text(
    'must be one line such as "ssh-ed25519 AAAA...": the public key, the private one is goalixa:sshPrivateKey',
    new RegExp(`^${ed25519}( [\\x20-\\x7e]*)?$`),
  ),
  servers: group.min(1),
  agents: group.default([]),
  loadBalancer: z.strictObject({ type: z.enum(['lb11', 'lb21', 'lb31']), address: ipv4 }),
  /** A zone in the provider's DNS that gets the records of the public host; absent: set them elsewhere. */
  dnsZone: text(
    'must be a zone such as "goalixa.example"',
    (zone) => isDnsName(zone) && zone.includes('.'),
  ).optional(),
});

const sshHost = z.strictObject({
  name,
  /** Where SSH and the other hosts reach it, and where it reaches them from: an address of its own devices. */
  address: z.ipv4({
    error:
      'must be the IPv4 address that the other hosts reach it at, such as "192.0.2.11"; host names are not resolved by the firewall',
  }),
  port: z.int().min(1).max(65535).default(22),
  /** `root`, or one who may use `sudo` without a password. */
  user: text('must be the name of a user such as "root"', /^[a-z_][a-z0-9_-]*$/).default('root'),
  /** `ssh-ed25519 AAAA...`, as `ssh-keyscan` prints it after the name: a connection without it is not made. */
  hostKey: text(
    'must be the host\'s public key such as "ssh-ed25519 AAAA...", as "ssh-keyscan" prints it; compare it on the host',
    new RegExp(`^(${ed25519}|${nistp256})$`),
  ),
});

const ssh = z.strictObject({
  driver: z.literal('ssh'),
  adminCidrs,
  servers: z.array(sshHost).min(1),
  agents: z.array(sshHost).default([]),
});

/** A cluster that is there already; `goalixa:kubeconfig` reaches it. */
const existing = z.strictObject({ driver: z.literal('existing') });

/**
 * A tenant of another stack's cluster; `goalixa:kubeconfig` is the one that `stack link` wrote. What that stack says
 * of it in `tenants[]` has to agree with this one: `owner` with `workloads.owner`, `branch` with `gitops.branch`.
 * Where Argo CD is the owner it applies the edge's Ingress too, whatever `edge.enabled` is here.
 */
const stack = z.strictObject({
  driver: z.literal('stack'),
  /** `organization/goalixa/production`. */
  stack: text(
    'must be a stack such as "organization/goalixa/production"',
    /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
  ),
});

export const hostsSchema = z.discriminatedUnion('driver', [hetzner, ssh, existing, stack]);
export type HetznerConfig = z.infer<typeof hetzner>;
export type HetznerServerConfig = z.infer<typeof hetznerServer>;
export type SshConfig = z.infer<typeof ssh>;
export type SshHostConfig = z.infer<typeof sshHost>;

function typeMessage({ input }: { readonly input?: unknown }): string {
  if (typeof input !== 'string') return 'must be a server type such as "cpx32"';
  const cure = didYouMean(input, [...hetznerTypes.keys()]) || '; infra/hosts/hetzner-types.ts lists them';
  return `"${input}" is not a server type${cure}`;
}
