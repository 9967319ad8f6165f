import { readFileSync } from 'node:fs';
import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import type { Catalogue } from '../catalogue/deployable.ts';
import { type ConfigUse, messageOf, parseConfig, StackConfigError } from './parse-config.ts';
import { nestedSecret, type RawConfig, secretPlaceholder } from './config-input.ts';
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
  const document = documentOf(stack, text);
  const config = isMap(document.contents) ? document.get('config') : undefined;
  if (!isMap(config))
    throw new StackConfigError(messageOf(stack, ['config: missing; the keys of the stack stand below it']));
  // The faults leave no alias within an alias, so that there is nothing to limit.
  const values = config.toJS(document, { maxAliasCount: -1 }) as RawConfig;
  return Object.fromEntries(
    config.items.map(({ key, value }) => [String(key), rawValueOf(value, values[String(key)])]),
  );
}

/** @throws StackConfigError what cannot be read, or not in one way */
function documentOf(stack: string, text: string): Document.Parsed {
  const document = parseDocument(text);
  const faults = yamlFaults(text, document);
  if (faults.length > 0) throw new StackConfigError(messageOf(stack, faults));
  return document;
}

/** The engine hands a number or the like over as the text that stands here, and nothing as an empty one. */
function rawValueOf(node: unknown, value: unknown): unknown {
  if (isSeal(value)) return secretPlaceholder;
  if (holdsSeal(value)) return nestedSecret;
  if (!isScalar(node) || typeof value === 'string') return value;
  return value === null ? '' : node.source;
}

const isSeal = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'secure';

const holdsSeal = (value: unknown): boolean =>
  isSeal(value) ||
  (typeof value === 'object' && value !== null && Object.values(value).some((inner) => holdsSeal(inner)));
