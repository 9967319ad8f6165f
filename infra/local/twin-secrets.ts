import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Catalogue, Deployable, SecretUse } from '../catalogue/deployable.ts';
import { ed25519Key } from '../secrets/ed25519-key.ts';
import { databaseRoles, loginKinds, type LoginKind } from '../postgres/database-roles.ts';
import type { DataFolder } from './data-folder.ts';
import { passwordOf } from './plan.ts';

/** The secrets of one twin: made at its first start, kept in files that only the user can read. */
export class TwinSecrets {
  readonly #data: DataFolder;

  constructor(data: DataFolder) {
    this.#data = data;
  }

  /** Password of PostgreSQL's superuser. */
  superuser(): string {
    return this.#keep('postgres', 'superuser', randomPassword);
  }

  /** Passwords of a database's logins. */
  logins(database: string): Record<LoginKind, string> {
    const entries = loginKinds.map((kind) => [
      kind,
      this.#keep('postgres', `${database}_${kind}`, randomPassword),
    ]);
    return Object.fromEntries(entries) as Record<LoginKind, string>;
  }

  /** Files with name and password of a login, for a migration. */
  loginFiles(database: string, kind: LoginKind): { user: string; password: string } {
    this.#keep('postgres', `${database}_${kind}.user`, () => databaseRoles(database).logins[kind].name);
    this.logins(database);
    return {
      user: this.#data.secretFile('postgres', `${database}_${kind}.user`),
      password: this.#data.secretFile('postgres', `${database}_${kind}`),
    };
  }

  /** Writes every secret file that the catalogue's entries name. */
  provide(catalogue: Catalogue, redis: string | undefined): void {
    for (const app of catalogue) {
      for (const secret of app.secrets) {
        const value = this.#valueOf(app, secret, redis);
        if (value !== null) this.#keep(app.name, secret.name, value);
      }
    }
  }

  #valueOf(app: Deployable, secret: SecretUse, redis: string | undefined): (() => string) | null {
    if (secret.provider === 'database') {
      const database = app.uses.databases[0]?.name ?? '';
      const login = databaseRoles(database).logins.app_a.name;
      return () => (secret.kind === 'login' ? login : this.logins(database).app_a);
    }
    if (secret.provider === 'cache') {
      const password = redis === undefined ? '' : passwordOf(redis);
      if (password !== '') this.#write(app.name, secret.name, password); // it may differ from the last start's
      return null;
    }
    return makers[secret.kind];
  }

  #keep(owner: string, name: string, make: () => string): string {
    const file = this.#data.secretFile(owner, name);
    if (existsSync(file)) return readFileSync(file, 'utf8').trimEnd();
    const value = make();
    this.#write(owner, name, value);
    return value;
  }

  /** Whole or not at all: a start that is cut off leaves no half secret. */
  #write(owner: string, name: string, value: string): void {
    const file = this.#data.secretFile(owner, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, `${value}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

const randomPassword = (): string => randomBytes(24).toString('base64url');
const randomKeyring = (): string => `k1 ${randomBytes(32).toString('base64url')}`;
const randomSigningKey = (): string => ed25519Key(randomBytes(32).toString('base64url')).trimEnd();

const makers: Readonly<Record<SecretUse['kind'], () => string>> = {
  login: randomPassword,
  password: randomPassword,
  keyring: randomKeyring,
  'signing-keys': randomSigningKey,
};
