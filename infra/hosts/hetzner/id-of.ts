import type * as pulumi from '@pulumi/pulumi';

/** A resource's id as other resources name it: the provider's are numbers, the engine's are text. */
export const idOf = ({ id }: pulumi.CustomResource): pulumi.Output<number> => id.apply(Number);
