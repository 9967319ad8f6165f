import pg from 'pg';
import type { ApiObject } from '../../api-object.ts';
import { plainText } from '../../fixtures/plain-text.ts';
import type { SecretValue } from '../../secrets/secret-value.ts';

const { escapeIdentifier: id, escapeLiteral: literal } = pg;

interface DatabaseRole extends ApiObject {
  readonly spec: {
    readonly name: string;
    readonly login: boolean;
    readonly inherit?: boolean;
    readonly inRoles?: readonly string[];
    readonly passwordSecret?: { readonly name: string };
  };
}
interface Database extends ApiObject {
  readonly spec: Readonly<Record<'name' | 'owner' | 'template' | 'encoding' | 'locale', string>> & {
    readonly schemas: readonly { readonly name: string; readonly owner: string }[];
  };
}
interface Secret extends ApiObject {
  readonly stringData: { readonly password: SecretValue };
}

/** Statements for the maintenance database, then those for inside a database by its name. */
export interface OperatorStatements {
  readonly server: readonly string[];
  readonly inside: ReadonlyMap<string, readonly string[]>;
}

/**
 * What CloudNativePG's instance manager runs for our objects: `internal/management/controller`, `roles/postgres.go`
 * and `database_controller_sql.go` of v1.30.1.
 */
export function operatorStatements(objects: readonly ApiObject[]): OperatorStatements {
  const roles = objects.filter((object): object is DatabaseRole => object.kind === 'DatabaseRole');
  const databases = objects.filter((object): object is Database => object.kind === 'Database');
  return {
    server: [...roles.map((role) => createRole(role, objects)), ...databases.map(createDatabase)],
    inside: new Map(
      databases.map(({ spec }) => [
        spec.name,
        spec.schemas.map(({ name, owner }) => `alter schema ${id(name)} owner to ${id(owner)}`),
      ]),
    ),
  };
}

function createRole({ spec }: DatabaseRole, objects: readonly ApiObject[]): string {
  const { inherit = true, inRoles = [], login, name, passwordSecret } = spec;
  const options = ['nobypassrls nocreatedb nocreaterole noreplication nosuperuser connection limit -1'];
  options.push(inherit ? 'inherit' : 'noinherit', login ? 'login' : 'nologin');
  if (inRoles.length > 0) options.push(`in role ${inRoles.map(id).join(', ')}`);
  if (passwordSecret) options.push(`password ${literal(passwordIn(objects, passwordSecret.name))}`);
  return `create role ${id(name)} ${options.join(' ')}`;
}

function passwordIn(objects: readonly ApiObject[], name: string): string {
  const secret = objects.find(({ kind, metadata }) => kind === 'Secret' && metadata?.name === name);
  if (!secret) throw new Error(`no Secret ${name}`);
  return plainText((secret as Secret).stringData.password);
}

const createDatabase = ({ spec: { encoding, locale, name, owner, template } }: Database): string =>
  `create database ${id(name)} owner ${id(owner)} template ${id(template)} encoding ${id(encoding)} locale ${id(locale)}`;
