import {
  defineConfig,
  optional,
  secretFile,
  serviceVariables,
  startConfig,
  url,
  type ConfigOf,
} from '@goalixa/kit/config.ts';

const variables = {
  ...serviceVariables,
  AUTH_URL: url(),
  CORE_API_URL: url(),
  /** Keyring that encrypts the session cookie. */
  COOKIE_KEY_FILE: secretFile(),
  /** Cache of aggregates; without it the process keeps its own. */
  REDIS_URL: optional(url('redis', 'rediss')),
  REDIS_PASSWORD_FILE: optional(secretFile()),
};

/** Every variable of the service. */
export const config = defineConfig(variables);

export type BffConfig = ConfigOf<typeof variables>;

/** The configuration of this process; a bad one is printed whole and ends it with 1. */
export function loadConfig(): BffConfig {
  return startConfig('bff', config, process.env);
}
