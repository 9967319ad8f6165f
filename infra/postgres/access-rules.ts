import { databaseRoles } from './database-roles.ts';

/**
 * Lines of `pg_hba.conf`: a database lets its own logins in by password, and nobody else. They stand after the
 * operator's own lines (its local socket, replication by certificate) and before its last one, which would let
 * every login into every database: PostgreSQL grants CONNECT to all, and the operator's kinds cannot revoke it.
 * @see https://www.postgresql.org/docs/16/auth-pg-hba-conf.html: `+` means members of the role
 */
export const accessRules = (databases: readonly string[]): string[] => [
  ...databases.flatMap((database) => {
    const { app, owner } = databaseRoles(database);
    return [owner, app].map((role) => `host ${database} +${role} all scram-sha-256`);
  }),
  'host all all all reject',
];
