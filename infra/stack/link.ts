import { stringify } from 'yaml';
import { z } from 'zod';
import { tenantTokenName } from '../tenants/tenant-token-name.ts';
import { readStack } from './check.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { ownerPassphraseFile } from './environment.ts';
import { KubeReader } from './kube-reader.ts';
import { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';
import { requirePassphrase } from './require-passphrase.ts';

const tokenSecret = z.object({ data: z.object({ token: z.base64() }) });

/**
 * `link`: reads the tenant's token from the cluster that its owner's stack made, and puts a kubeconfig with it,
 * and nothing else, into the tenant's own encrypted configuration.
 */
export async function link(stack: string): Promise<number> {
  const { environment, hosts } = readStack(stack);
  if (hosts.driver !== 'stack')
    throw new Refusal(
      `Pulumi.${stack}.yaml: goalixa:hosts.driver is "${hosts.driver}": only a tenant, "stack", is linked.`,
    );
  requirePassphrase(stack);
  const cli = await PulumiCli.find();
  const reader = new KubeReader(await ownersKubeconfig(cli, hosts.stack));
  const secret = tokenSecret.safeParse(await reader.object('v1', 'Secret', tenantTokenName, environment));
  if (!secret.success)
    throw new Refusal(
      `The cluster of ${hosts.stack} holds no token of the tenant "${environment}": add it to goalixa:tenants there, and run "up" of that stack. If the Secret was deleted, "refresh" before the "up": without it nobody notices.`,
    );
  const token = Buffer.from(secret.data.data.token, 'base64').toString();
  const args = ['config', 'set', '--secret', 'goalixa:kubeconfig', '--stack', stack];
  const { code } = await cli.run(args, { input: tenantKubeconfig(reader.access, environment, token) });
  if (code === 0)
    console.log(
      `Pulumi.${stack}.yaml: goalixa:kubeconfig is set, and encrypted with this stack's passphrase.`,
    );
  return code;
}

/** The two stacks have a passphrase each; the owner's is taken from a file of its own. */
async function ownersKubeconfig(cli: PulumiCli, owner: string): Promise<string> {
  const file = ownerPassphraseFile;
  const environment =
    file === undefined ? {} : { PULUMI_CONFIG_PASSPHRASE: undefined, PULUMI_CONFIG_PASSPHRASE_FILE: file };
  const args = ['stack', 'output', 'kubeconfig', '--show-secrets', '--stack', owner];
  const { code, stdout } = await cli.run(args, { isQuiet: true, environment });
  if (code === 0) return stdout;
  throw new Refusal(
    `The kubeconfig of ${owner} cannot be read. Its passphrase is another one than this stack's: put it into a file and name that in OWNER_PASSPHRASE_FILE.`,
  );
}

function tenantKubeconfig(owner: ClusterAccess, namespace: string, token: string): string {
  const ca = owner.certificateAuthority;
  const authority =
    ca === undefined ? {} : { 'certificate-authority-data': Buffer.from(ca).toString('base64') };
  const cluster = { server: owner.server, ...authority };
  return stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': namespace },
    clusters: [{ name: namespace, cluster }],
    users: [{ name: namespace, user: { token } }],
    contexts: [{ name: namespace, context: { cluster: namespace, user: namespace, namespace } }],
  });
}
