import type { EnvironmentKind } from '../catalogue/deployable.ts';
import type { PostgresConfig } from './postgres-config.ts';

const usual: Readonly<Record<EnvironmentKind, number>> = { production: 1024, staging: 512, preview: 256 };

/** Mi of memory of each instance: what it asks for, and its limit. */
export const memoryOf = ({ memoryMi }: PostgresConfig, environment: EnvironmentKind): number =>
  memoryMi ?? usual[environment];
