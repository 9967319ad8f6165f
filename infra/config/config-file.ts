import { readFileSync } from 'node:fs';
import { isMap, isScalar, parseDocument } from 'yaml';
import type { Catalogue } from '../catalogue/deployable.ts';
import { type ConfigUse, messageOf, parseConfig, StackConfigError } from './parse-config.ts';
import { type RawConfig, secretPlaceholder } from './config-input.ts';
import type { StackConfig } from './config-schema.ts';
import { yamlFaults } from './config-yaml-faults.ts';
import { paths } from '../paths.ts';

/** The configuration in `Pulumi.<stack>.yaml`, read without the engine and without a passphrase. */
export const configOfStack = (stack: string, catalogue: Catalogue): StackConfig =>
  configOfText(stack, readFileSync(paths.stackFile(stack), 'utf8'), catalogue, 'read');

/**
 * The configuration in the text of a stack file; encrypted values become placeholders.
 * @throws StackConfigError faults of YAML too, among them a key that stands twice
 */
export const configOfText = (
  stack: string,
  text: string,
  catalogue: Catalogue,
  use: ConfigUse,
): StackConfig => parseConfig(stack, rawConfigOf(stack, text), catalogue, use);

/** What stands below `config:`; an object that holds an encrypted value is a placeholder as a whole. */
export function rawConfigOf(stack: string, text: string): RawConfig {
  const document = parseDocument(text);
  const faults = yamlFaults(text, document);
  if (faults.length > 0) throw new StackConfigError(messageOf(stack, faults));
  const config = isMap(document.contents) ? document.get('config') : undefined;
  if (!isMap(config))
    throw new StackConfigError(messageOf(stack, ['config: missing; the keys of the stack stand below it']));
  const values = config.toJS(document) as RawConfig;
  return Object.fromEntries(
    config.items.map(({ key, value }) => [String(key), rawValueOf(value, values[String(key)])]),
  );
}

/** The engine hands a number or the like over as the text that stands here, and nothing as an empty one. */
function rawValueOf(node: unknown, value: unknown): unknown {
  if (holdsSecret(value)) return secretPlaceholder;
  if (!isScalar(node) || typeof value === 'string') return value;
  return value === null ? '' : node.source;
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).join() === 'secure' || Object.values(value).some(holdsSecret);
}
