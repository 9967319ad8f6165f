/** The major version of PostgreSQL whose data this version of Goalixa reads. */
export const postgresMajor = '16';

/** The folder holds data of another major version; nothing in it was touched. */
export class PostgresVersionError extends Error {
  override readonly name = 'PostgresVersionError';

  /**
   * @param folder as the user gave it
   * @param found the major version in the folder's `PG_VERSION`
   */
  constructor(folder: string, found: string) {
    super(`${folder} holds PostgreSQL ${found} data, this version needs ${postgresMajor}.`);
  }
}
