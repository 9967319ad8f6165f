import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { loginLabel } from '../secrets/secret-labels.ts';
import type { SecretValue } from '../secrets/secret-value.ts';
import { databaseRoles, type LoginKind, loginKinds } from './database-roles.ts';
import { metadataOf } from './metadata.ts';

/** A login of a database, with its current password. */
export interface Login {
  readonly name: string;
  /** The role that it takes. */
  readonly role: string;
  readonly password: SecretValue;
}

type Letter = 'a' | 'b';
type Role = 'owner' | 'app';

/** All four logins of a database: those that nobody uses now have passwords too. */
export const loginsOf = ({ secrets }: Platform, database: string): readonly Login[] =>
  loginKinds.map((kind) => {
    const [role, letter] = kind.split('_') as [Role, Letter];
    return loginOf(database, kind, secrets.logins(loginLabel(database, role))[letter]);
  });

/** The login of a role that applications use now. */
export function activeLogin({ secrets }: Platform, database: string, role: Role): Login {
  const pair = secrets.logins(loginLabel(database, role));
  return loginOf(database, `${role}_${pair.active}`, pair[pair.active]);
}

const loginOf = (database: string, kind: LoginKind, password: SecretValue): Login => ({
  ...databaseRoles(database).logins[kind],
  password,
});

/** Names of objects know no underscores. */
export const objectNameOf = (role: string): string => role.replaceAll('_', '-');

/** The password as the operator reads it; the label makes it read it again when it changes. */
export function loginSecret({ environment }: Platform, { name, password }: Login): ApiObject {
  const { labels, ...metadata } = metadataOf(environment, objectNameOf(name));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...metadata, labels: { ...labels, 'cnpg.io/reload': 'true' } },
    type: 'kubernetes.io/basic-auth',
    stringData: { username: name, password },
  } as ApiObject;
}
