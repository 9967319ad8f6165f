import type { types } from '@pulumi/command';
import * as pulumi from '@pulumi/pulumi';
import type { Host } from '../hosts/host.ts';

/**
 * How the engine reaches a host by SSH; the only place that makes a connection. Without a host key the provider
 * would talk to whoever answers, and hand over every secret.
 * @param privateKey a secret; OpenSSH or PEM
 */
export const connectionTo = (
  { address, hostKey, name, port, user }: Host,
  privateKey: pulumi.Output<string>,
): types.input.remote.ConnectionArgs => ({
  ...{ host: address, port, user, privateKey },
  hostKey: pulumi.output(hostKey).apply((key) => checkedHostKey(name, key)),
  // A machine that was just made takes a minute or two until it answers with its own key.
  ...{ dialErrorLimit: 40, perDialTimeout: 10 },
});

/** @throws Error when it is none, as the provider would then talk to whoever answers */
export function checkedHostKey(name: string, hostKey: string): string {
  if (/^(ssh|ecdsa)-\S+ [A-Za-z0-9+/]+={0,2}$/.test(hostKey)) return hostKey;
  throw new Error(`The host "${name}" has no host key: no connection is made without one.`);
}
