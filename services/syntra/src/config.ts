import { defineConfig, serviceVariables, startConfig, text, url } from '@goalixa/kit/config.ts';
import type { ConfigOf } from '@goalixa/kit/config.ts';

const variables = {
  ...serviceVariables,
  AUTH_URL: url(),
  /** Path of the generated JSON that says what to watch. */
  CATALOGUE_FILE: text(),
};

/** Every variable of the service. */
export const config = defineConfig(variables);

export type SyntraConfig = ConfigOf<typeof variables>;

/** The configuration of this process; a bad one is printed whole and ends it with 1. */
export function loadConfig(): SyntraConfig {
  return startConfig('syntra', config, process.env);
}
