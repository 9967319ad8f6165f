import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from './refusal.ts';

const entries = <const K extends string>(key: K) =>
  z.array(z.object({ name: z.string() }).and(z.record(z.literal(key), z.unknown())));
const kubeconfigSchema = z.object({
  'current-context': z.string(),
  contexts: entries('context'),
  clusters: entries('cluster'),
  users: entries('user'),
});
const contextSchema = z.object({ cluster: z.string(), user: z.string() });
const clusterSchema = z.looseObject({
  server: z.url({ protocol: /^https$/ }),
  'insecure-skip-tls-verify': z.literal(false).optional(),
});
const userSchema = z.looseObject({ token: z.string().optional() });

/** What of a kubeconfig reaches its cluster. Certificates and the key are PEM. */
export interface ClusterAccess {
  readonly server: string;
  /** Absent: the certificates that the machine trusts. */
  readonly certificateAuthority: string | undefined;
  readonly token: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/** @throws Refusal for a kubeconfig that does not do by itself; never prints it */
export function clusterAccess(kubeconfig: string): ClusterAccess {
  const access = accessOf(kubeconfig);
  if (access) return access;
  throw new Refusal(
    'The kubeconfig cannot be used: it needs a current context, an https server whose certificate is checked, and a user with a token or a client certificate, not a program that gets one.',
  );
}

function accessOf(text: string): ClusterAccess | undefined {
  try {
    const config = kubeconfigSchema.parse(parse(text));
    const context = contextSchema.parse(named(config.contexts, config['current-context'])?.context);
    const cluster = clusterSchema.parse(named(config.clusters, context.cluster)?.cluster);
    const user = userSchema.parse(named(config.users, context.user)?.user);
    const [certificate, key] = [pemOf(user, 'client-certificate'), pemOf(user, 'client-key')];
    if (user.token === undefined && (certificate === undefined || key === undefined)) return undefined;
    return {
      server: cluster.server.replace(/\/$/, ''),
      certificateAuthority: pemOf(cluster, 'certificate-authority'),
      ...{ token: user.token, certificate, key },
    };
  } catch {
    return undefined; // told by the caller, without the text
  }
}

const named = <T extends { name: string }>(list: readonly T[], name: string): T | undefined =>
  list.find((entry) => entry.name === name);

/** `<key>-data`, or the file that `<key>` names: by an absolute path, as the text has no folder of its own. */
function pemOf(part: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const data = z.base64().optional().parse(part[`${key}-data`]);
  if (data !== undefined) return Buffer.from(data, 'base64').toString();
  const file = z.string().refine(isAbsolute).optional().parse(part[key]);
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}
