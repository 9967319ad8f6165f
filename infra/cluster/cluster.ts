import { Provider } from '@pulumi/kubernetes/provider.js';
import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';

export interface ClusterArgs {
  /** Names the cluster for the provider, so that a new kubeconfig does not replace everything in it. */
  readonly identifier: string;
  /** Secret; absent where this stack applies nothing itself. */
  readonly kubeconfig: pulumi.Output<string> | undefined;
}

/** The Kubernetes cluster that a kubeconfig reaches. Cost: none, it is there already. */
export class Cluster extends Box {
  readonly #provider: Provider | undefined;

  constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Cluster', name, {}, opts);
    this.#provider = args.kubeconfig && this.#connect(args.kubeconfig, args.identifier);
    this.registerOutputs({});
  }

  /** @throws Error where the stack has no kubeconfig: nothing may then be registered */
  get provider(): Provider {
    if (this.#provider) return this.#provider;
    throw new Error('This stack has no kubeconfig: it cannot register objects of a cluster.');
  }

  #connect(kubeconfig: pulumi.Output<string>, identifier: string): Provider {
    // Without the last two a changed value would delete the object before it makes it again.
    return new Provider(
      this.childName('provider'),
      { kubeconfig, clusterIdentifier: identifier, enableConfigMapMutable: true, enableSecretMutable: true },
      { parent: this },
    );
  }
}
