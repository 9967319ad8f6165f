import * as pulumi from '@pulumi/pulumi';
import type { Catalogue } from './catalogue/deployable.ts';
import { parseConfig, StackConfigError } from './config.ts';
import { secretPlaceholder, type StackConfig } from './config-schema.ts';

/** Keys whose values never become part of the plain configuration. */
const secretKeys = ['kubeconfig'] as const;
type SecretKey = (typeof secretKeys)[number];

/** A stack as the engine hands it over. */
export interface Stack {
  readonly config: StackConfig;
  /** The value of an encrypted key, still a secret for the engine; `undefined` where it is not set. */
  readonly secret: (key: SecretKey) => pulumi.Output<string> | undefined;
}

/**
 * The running stack's configuration.
 * @throws RunError printed without a stack trace, before any resource is registered
 */
export function engineStack(catalogue: Catalogue): Stack {
  try {
    const config = parseConfig(pulumi.getStack(), plainConfig(), catalogue);
    return { config, secret: (key) => new pulumi.Config('goalixa').getSecret(key) };
  } catch (error) {
    if (error instanceof StackConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

function plainConfig(): Record<string, unknown> {
  const secrets = new Set(secretKeys.map((key) => `goalixa:${key}`));
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig()).map(([key, value]) => [
      key,
      secrets.has(key) ? secretPlaceholder : value,
    ]),
  );
}
