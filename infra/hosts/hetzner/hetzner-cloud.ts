import { Provider } from '@pulumi/hcloud/provider.js';
import type * as pulumi from '@pulumi/pulumi';
import type { Box } from '../../box.ts';
import type { Platform } from '../../platform.ts';
import { isProtected } from '../../protection.ts';
import { configSecret } from '../../secrets/secret-value.ts';
import type { Vault } from '../../secrets/vault.ts';

/** A class of the provider's package. */
type Kind<Args, Resource> = new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => Resource;

/** The project at the provider that a stack's resources are in: registers each of them with what all need. */
export class HetznerCloud {
  /** Name of the cluster, and of all that there is one of. */
  readonly cluster: string;
  readonly #box: Box;
  readonly #environment: Platform['config']['environment'];
  readonly #provider: Provider;

  constructor(box: Box, { config }: Platform, vault: Vault) {
    this.cluster = `goalixa-${config.environment}`;
    this.#box = box;
    this.#environment = config.environment;
    const token = vault.reveal(configSecret('hcloudToken'));
    this.#provider = new Provider(box.childName('provider'), { token }, { parent: box });
  }

  /**
   * Registers a resource, by name `<box>-<kind>-<parts>`, with the explicit provider.
   * @param parts tell it from others of its kind; none where there is one
   */
  add<Args, Resource extends pulumi.CustomResource>(
    kind: Kind<Args, Resource>,
    parts: readonly string[],
    args: Args,
    opts: pulumi.CustomResourceOptions = {},
  ): Resource {
    return new kind(this.#box.childName(kind.name, ...parts), args, {
      parent: this.#box,
      provider: this.#provider,
      protect: this.isProtected(kind),
      ...opts,
    });
  }

  /** Whether the provider, too, is told to refuse deletion; for this program's own it lifts that by itself. */
  isProtected({ name }: { readonly name: string }): boolean {
    const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return isProtected(this.#environment, `hcloud:index/${file}:${name}`);
  }
}
