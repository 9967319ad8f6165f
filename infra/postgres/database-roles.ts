/** The login members of a database's two roles; `_a` and `_b` alternate at rotation. */
export const loginKinds = ['owner_a', 'owner_b', 'app_a', 'app_b'] as const;
export type LoginKind = (typeof loginKinds)[number];

/** The names of everybody who may use one database. */
export interface DatabaseRoles {
  /** Owns the database and its tables; cannot log in. Migrations run as this role. */
  readonly owner: string;
  /** Reads and writes what the migrations grant; cannot log in. The service runs as this role. */
  readonly app: string;
  /** Login by kind, with the role that it takes. */
  readonly logins: Readonly<Record<LoginKind, { readonly name: string; readonly role: string }>>;
}

/** @param database its name, for example `authdb` */
export function databaseRoles(database: string): DatabaseRoles {
  const owner = `${database}_owner`;
  const app = `${database}_app`;
  const login = (role: string, letter: string) => ({ name: `${role}_${letter}`, role });
  return {
    owner,
    app,
    logins: {
      owner_a: login(owner, 'a'),
      owner_b: login(owner, 'b'),
      app_a: login(app, 'a'),
      app_b: login(app, 'b'),
    },
  };
}
