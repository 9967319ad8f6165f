import * as pulumi from '@pulumi/pulumi';
import * as engineConfig from '@pulumi/pulumi/runtime/config.js';
import type { Catalogue } from '../catalogue/deployable.ts';
import { parseConfig, StackConfigError } from './parse-config.ts';
import { nestedSecret, secretPlaceholder } from './config-input.ts';
import type { StackConfig } from './config-schema.ts';
import { Vault } from '../secrets/vault.ts';

/** A stack as the engine hands it over. */
export interface Stack {
  readonly config: StackConfig;
  readonly vault: Vault;
}

/**
 * The running stack's configuration.
 * @throws RunError printed without a stack trace, before any resource is registered
 */
export function engineStack(catalogue: Catalogue): Stack {
  try {
    const config = parseConfig(pulumi.getStack(), plainConfig(), catalogue, 'run');
    const encrypted = new pulumi.Config('goalixa');
    return { config, vault: new Vault((key) => encrypted.requireSecret(key)) };
  } catch (error) {
    if (error instanceof StackConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** Internal of `@pulumi/pulumi`, pinned with its version: which keys are encrypted in the stack file. */
const { isConfigSecret } = engineConfig as unknown as { isConfigSecret: (key: string) => boolean };

/** What the project's own setting is handed over as; a stack that changes it is told so. */
const ofProject = { key: 'pulumi:disable-default-providers', value: '["*"]' };

const plainConfig = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key, value]) => !key.startsWith('pulumi:') || isChanged(key, value))
      .map(([key, value]) => [key, isConfigSecret(key) ? placeholderOf(key, value) : value]),
  );

const isChanged = (key: string, value: string): boolean => key === ofProject.key && value !== ofProject.value;

/** An encrypted text is no object; only a kubeconfig may be written as one. */
const placeholderOf = (key: string, value: string): symbol =>
  key !== 'goalixa:kubeconfig' && isObject(value) ? nestedSecret : secretPlaceholder;

function isObject(text: string): boolean {
  try {
    return typeof (JSON.parse(text) ?? '') === 'object';
  } catch {
    return false;
  }
}
