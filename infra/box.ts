import * as pulumi from '@pulumi/pulumi';
import { aliasesOf } from './renames.ts';

/** Base class of all components: a box of the architecture diagram, which owns the objects inside it. */
export abstract class Box extends pulumi.ComponentResource {
  readonly #name: string;

  /**
   * @param type `goalixa:infra:<Class>`
   * @param args lands in the state: `{}` or plain values, never a secret
   * @param opts required, so that it cannot slip into `args`, where a `parent` would be lost
   */
  constructor(type: string, name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    const transformations = [...(opts.transformations ?? []), namedAfter(name), withFormerNames];
    super(type, name, args, { ...opts, transformations });
    this.#name = name;
  }

  /** Name of a child: names are unique in a stack only because they carry their parent's. */
  childName(...parts: readonly string[]): string {
    return [this.#name, ...parts].join('-').toLowerCase();
  }
}

/** Runs for the box and all that is below it. */
const namedAfter =
  (box: string): pulumi.ResourceTransformation =>
  ({ name, type }) => {
    if (name === box || name.startsWith(`${box}-`)) return undefined;
    throw new Error(`${type} "${name}": the name of a child starts with its parent's, "${box}-"`);
  };

/** Here and not where resources are made, so that none can be without: boxes, providers, releases, objects. */
const withFormerNames: pulumi.ResourceTransformation = ({ name, opts, props }) => {
  const aliases = [...(opts.aliases ?? []), ...aliasesOf(name)];
  return { props, opts: { ...opts, aliases } };
};
