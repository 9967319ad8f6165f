import { Provider } from '@pulumi/kubernetes/provider.js';
import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { configSecret } from '../secrets/secret-value.ts';
import type { Vault } from '../secrets/vault.ts';
import { bootstrap } from './bootstrap.ts';
import type { ClusterArgs } from './cluster-args.ts';

/** The Kubernetes cluster of a stack, and the only way for objects to get into it. */
export class Cluster extends Box {
  readonly provider: Provider;
  readonly config: StackConfig;
  readonly vault: Vault;
  /** The administrator's; of a tenant, the one that it was given. */
  readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Cluster', name, {}, opts);
    const { hosts, platform, vault } = args;
    this.config = platform.config;
    this.vault = vault;
    const isThere = hosts.hosts.length === 0;
    this.kubeconfig = isThere ? vault.reveal(configSecret('kubeconfig')) : bootstrap(this, args);
    this.provider = this.#connect(this.kubeconfig, hosts.clusterIdentifier);
    this.registerOutputs({});
  }

  #connect(kubeconfig: pulumi.Output<string>, clusterIdentifier: pulumi.Input<string>): Provider {
    return new Provider(
      this.childName('provider'),
      {
        kubeconfig,
        // Without it a new kubeconfig would replace everything in the cluster.
        clusterIdentifier,
        // Without these a changed value would delete the object before it makes it again.
        ...{ enableConfigMapMutable: true, enableSecretMutable: true },
      },
      { parent: this },
    );
  }
}
