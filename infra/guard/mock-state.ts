import { createHash } from 'node:crypto';

/** What a mocked resource answers with. */
export interface MockState {
  readonly id: string;
  readonly state: Record<string, unknown>;
}

/** Outputs of the stack that owns the cluster, as its tenants read them. */
export const ownerOutputs: Readonly<Record<string, unknown>> = {
  clusterIdentifier: 'goalixa-production',
  tenants: ['staging'],
};

/** A resource's inputs, and what only a provider can know; the same for the same name. */
export function mockState(type: string, name: string, inputs: Readonly<Record<string, unknown>>): MockState {
  if (type === 'pulumi:pulumi:StackReference')
    return { id: name, state: { ...inputs, outputs: ownerOutputs, secretOutputNames: [] } };
  if (type === 'command:remote:Command')
    return { id: `${name}-id`, state: { ...inputs, stdout: printedBy(String(inputs['create'])) } };
  if (!type.startsWith('hcloud:')) return { id: `${name}-id`, state: { ...inputs } };
  const id = numberOf(name);
  return { id: String(id), state: { ...inputs, ...addressesOf(type, id) } };
}

/** In the kubeconfig of a mocked cluster, in place of its key. */
export const kubeconfigCanary = 'canary-of-the-clusters-own-kubeconfig';

/** What `cluster/scripts/bootstrap.sh` prints. */
function printedBy(line: string): string {
  if (line.includes(' install ')) return `caHash=${'0123456789abcdef'.repeat(4)}`;
  if (!line.includes(' kubeconfig ')) return '';
  return `clusters: [{cluster: {\n    server: https://127.0.0.1:6443\n}}]\nusers: [${kubeconfigCanary}]`;
}

/** All of the provider's ids are numbers. */
const numberOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE();

/** Addresses of the range for documentation. */
function addressesOf(type: string, id: number): Record<string, unknown> {
  const ipv4 = `198.51.100.${id % 256}`;
  const ipv6 = `2001:db8::${(id % 65536).toString(16)}`;
  if (type === 'hcloud:index/server:Server') return { ipv4Address: ipv4 };
  return type === 'hcloud:index/loadBalancer:LoadBalancer' ? { ipv4, ipv6 } : {};
}
