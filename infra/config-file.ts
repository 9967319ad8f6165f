import { readFileSync } from 'node:fs';
import { isMap, parseDocument } from 'yaml';
import type { Catalogue } from './catalogue/deployable.ts';
import { messageOf, parseConfig, type RawConfig, StackConfigError } from './config.ts';
import { secretPlaceholder, type StackConfig } from './config-schema.ts';
import { paths } from './paths.ts';

/** The configuration in `Pulumi.<stack>.yaml`, read without the engine and without a passphrase. */
export const configOfStack = (stack: string, catalogue: Catalogue): StackConfig =>
  configOfText(stack, readFileSync(paths.stackFile(stack), 'utf8'), catalogue);

/**
 * The configuration in the text of a stack file; encrypted values become placeholders.
 * @throws StackConfigError faults of YAML too, among them a key that stands twice
 */
export function configOfText(stack: string, text: string, catalogue: Catalogue): StackConfig {
  const document = parseDocument(text);
  const faults = [...document.errors, ...document.warnings].map(
    ({ message }) => message.split('\n')[0] ?? '',
  );
  if (faults.length > 0) throw new StackConfigError(messageOf(stack, faults));
  const config = isMap(document.contents) ? document.contents.get('config') : undefined;
  if (!isMap(config)) throw new StackConfigError(messageOf(stack, ['config: missing']));
  return parseConfig(stack, withoutSecrets(config.toJSON() as RawConfig), catalogue);
}

const withoutSecrets = (config: RawConfig): RawConfig =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, isSecure(value) ? secretPlaceholder : value]),
  );

const isSecure = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'secure';
