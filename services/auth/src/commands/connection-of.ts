import type { DatabaseConnection } from '@goalixa/kit/database/connection.ts';
import type { DatabaseConfig } from '../config.ts';

/** Where the configuration says the database is. */
export function connectionOf(config: DatabaseConfig): DatabaseConnection {
  const { databaseHost, databasePort, databaseName, databaseUser, databasePassword } = config;
  return {
    host: databaseHost,
    port: databasePort,
    database: databaseName,
    user: databaseUser,
    password: databasePassword,
  };
}
