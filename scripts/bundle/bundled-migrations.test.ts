import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isMigrated } from '@goalixa/kit/database/migrate.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { testPostgres } from '@goalixa/kit/testing/environment.ts';
import { catalogue } from '../../infra/catalogue/catalogue.ts';
import type { Service } from '../../infra/catalogue/deployable.ts';
import { paths } from '../../infra/paths.ts';
import { databaseRoles } from '../../infra/postgres/database-roles.ts';
import { provisionDatabase } from '../../infra/postgres/provision-database.ts';
import { bundle } from './bundle.ts';

const execute = promisify(execFile);
const password = 'only-for-this-run';
const withMigrations = catalogue.filter(
  (app): app is Service => app.kind === 'service' && app.migrations !== undefined,
);

describe.each(withMigrations.map((app) => [app.name, app] as const))('the bundle of %s', (name, app) => {
  const database = `bundled_${name.replaceAll('-', '_')}`;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goalixa-bundle-'));
    await bundle(app, join(folder, name));
    await writeFile(join(folder, 'user'), databaseRoles(database).logins.owner_a.name);
    await writeFile(join(folder, 'password'), password);
    const { host, port, superuser } = testPostgres();
    const [user, secret] = await Promise.all([
      new SecretFile(superuser.userFile).read(),
      new SecretFile(superuser.passwordFile).read(),
    ]);
    const passwords = { owner_a: password, owner_b: password, app_a: password, app_b: password };
    await provisionDatabase({ server: { host, port, user, password: secret }, database, passwords });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('migrates an empty database, and then finds nothing to do', async () => {
    const { host, port } = testPostgres();
    const env = {
      DATABASE_HOST: host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: database,
      DATABASE_USER_FILE: join(folder, 'user'),
      DATABASE_PASSWORD_FILE: join(folder, 'password'),
      PUBLIC_URL: 'http://localhost:8080',
      PORT: '0',
    };
    for (let run = 1; run <= 2; run++) {
      await execute(process.execPath, ['src/main.mjs', 'migrate'], { cwd: join(folder, name), env });
    }
    const login = {
      user: new SecretFile(env.DATABASE_USER_FILE),
      password: new SecretFile(env.DATABASE_PASSWORD_FILE),
    };
    const directory = join(paths.root, app.migrations ?? '');
    expect(await readdir(join(folder, name, 'migrations'))).toEqual(await readdir(directory));
    expect(await isMigrated({ host, port, database, ...login, directory })).toBe(true);
  });
});
