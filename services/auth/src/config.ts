import {
  databaseVariables,
  defineConfig,
  secretFile,
  serviceVariables,
  startConfig,
} from '@goalixa/kit/config.ts';
import type { ConfigOf } from '@goalixa/kit/config.ts';

const variables = {
  ...serviceVariables,
  ...databaseVariables,
  /** Keyring that seals signing keys in the database. */
  KEK_FILE: secretFile(),
  /** Keyring that derives refresh secrets. */
  REFRESH_KEY_FILE: secretFile(),
};

/** Every variable of the service. */
export const config = defineConfig(variables);

/** What `migrate` and `set-password` need: the database only. */
export const databaseConfig = defineConfig(databaseVariables);

export type AuthConfig = ConfigOf<typeof variables>;
export type DatabaseConfig = ConfigOf<typeof databaseVariables>;

/** The configuration of this process; a bad one is printed whole and ends it with 1. */
export function loadConfig(): AuthConfig {
  return startConfig('auth', config, process.env);
}

/** As `loadConfig`, for the commands. */
export function loadDatabaseConfig(): DatabaseConfig {
  return startConfig('auth', databaseConfig, process.env);
}
