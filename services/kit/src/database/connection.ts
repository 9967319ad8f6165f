import type { SecretFile } from '../secret-file.ts';

/** Where a database is and who logs in. */
export interface DatabaseConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Login role and its password, read as a pair at each connect: they alternate at rotation. */
  readonly user: SecretFile;
  readonly password: SecretFile;
}
