import type { ApiObject } from '../../api-object.ts';
import { catalogue } from '../../catalogue/catalogue.ts';
import { configOfStack } from '../../config/config-file.ts';
import type { StackConfig } from '../../config/config-schema.ts';
import { environmentOf } from '../../environment.ts';
import { plainText } from '../../fixtures/plain-text.ts';
import { imageLockOf } from '../../image-lock.ts';
import { type Platform, platformOf } from '../../platform.ts';
import { SecretValue } from '../../secrets/secret-value.ts';
import { postgresStages } from '../postgres-stages.ts';

export const production = configOfStack('production', catalogue);
export const staging = configOfStack('staging', catalogue);
export const withPostgres = (
  config: StackConfig,
  changes: Partial<StackConfig['postgres']>,
): StackConfig => ({
  ...config,
  postgres: { ...config.postgres, ...changes },
});

// Previews have no committed images, and nothing here has one of ours.
export const platformWith = (config: StackConfig): Platform => ({
  ...platformOf(catalogue, { ...config, environment: 'staging' }),
  config,
  environment: environmentOf(config, imageLockOf('staging')),
});
export const objectsOf = (config: StackConfig): readonly ApiObject[] =>
  postgresStages(platformWith(config)).flat();

export type Data = Readonly<Record<string, unknown>>;
export const find = (config: StackConfig, kind: string, name: string): Data => {
  const found = objectsOf(config).find((object) => object.kind === kind && object.metadata?.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found as unknown as Data;
};
export const specOf = (config: StackConfig, kind: string, name: string): Data =>
  find(config, kind, name)['spec'] as Data;

/** As the vault would write it. */
export const revealed = (value: unknown): unknown => {
  if (value instanceof SecretValue) return plainText(value);
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
};
export const textsOf = (config: StackConfig, name: string): Data =>
  revealed(find(config, 'Secret', name)['stringData']) as Data;

export const preview: StackConfig = { ...staging, environment: 'preview' };
export const monitored: StackConfig = { ...production, monitoring: { enabled: true } };
