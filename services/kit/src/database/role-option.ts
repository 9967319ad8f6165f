/**
 * The startup option by which a login takes its role: `authdb_app_a` and `authdb_app_b` both work as `authdb_app`,
 * so that each can use what the other made. Without it a login may do nothing at all.
 * @param login name of the login; empty for a name without `_a` or `_b` at its end, such as a superuser's
 * @see https://www.postgresql.org/docs/16/runtime-config-client.html, "role"; set by the startup message
 */
export function roleOption(login: string): string {
  const role = /^(.+)_[ab]$/s.exec(login)?.[1];
  // The server splits options at spaces; a backslash keeps what follows it.
  return role === undefined ? '' : `-c role=${role.replace(/[\\\s]/g, '\\$&')}`;
}
