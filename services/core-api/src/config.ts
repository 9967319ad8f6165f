import {
  type ConfigOf,
  databaseVariables,
  defineConfig,
  serviceVariables,
  startConfig,
  url,
} from '@goalixa/kit/config.ts';

const variables = {
  ...serviceVariables,
  ...databaseVariables,
  /** Where the keys of access tokens are published. */
  AUTH_URL: url(),
};

/** Every variable of the service. */
export const config = defineConfig(variables);

/** What `migrate` needs: the database only. */
export const databaseConfig = defineConfig(databaseVariables);

export type CoreConfig = ConfigOf<typeof variables>;
export type DatabaseConfig = ConfigOf<typeof databaseVariables>;

/** The configuration of this process; a bad one is printed whole and ends it with 1. */
export function loadConfig(): CoreConfig {
  return startConfig('core-api', config, process.env);
}

/** As `loadConfig`, for `migrate`. */
export function loadDatabaseConfig(): DatabaseConfig {
  return startConfig('core-api', databaseConfig, process.env);
}
