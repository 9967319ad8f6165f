import type * as pulumi from '@pulumi/pulumi';

/** A machine that a cluster is installed on. */
export interface Host {
  /** Unique in the stack; also the node's name. */
  readonly name: string;
  readonly role: 'server' | 'agent';
  /** Where SSH reaches it. */
  readonly address: pulumi.Input<string>;
  /** Where the other nodes reach it: in the private network of `hetzner`, `address` for `ssh`. */
  readonly nodeAddress: pulumi.Input<string>;
  readonly port: number;
  readonly user: string;
  /** `ssh-ed25519 AAAA...`: no connection is made without it. */
  readonly hostKey: pulumi.Input<string>;
  /** What must be there before SSH is tried. */
  readonly ready: readonly pulumi.Resource[];
}
