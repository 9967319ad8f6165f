/**
 * The whole environment of `initdb` and `postgres`: `PGPORT`, `LANG` and the like of whoever starts them
 * must not change the server.
 */
export function serverEnvironment(): { LC_ALL: string; PATH: string } {
  return { LC_ALL: 'C', PATH: process.env.PATH ?? '/usr/bin:/bin:/usr/sbin:/sbin' };
}
