import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueFileOf, catalogueFileText } from '../../../infra/catalogue/catalogue-file.ts';
import { catalogue } from '../../../infra/catalogue/catalogue.ts';
import type { Deployable, SecretUse } from '../../../infra/catalogue/deployable.ts';
import { ed25519Key } from '../../../infra/secrets/ed25519-key.ts';
import { variablesOf } from '../../../infra/catalogue/variables-of.ts';

const contents: Record<SecretUse['kind'], () => string> = {
  login: () => 'nobody',
  password: () => randomBytes(24).toString('base64url'),
  keyring: () => `k1 ${randomBytes(32).toString('base64url')}`,
  'signing-keys': () => ed25519Key(randomBytes(32).toString('base64url')),
};

/**
 * The variables that the catalogue gives a service, with secrets of its own and nothing to connect to.
 * @param folder gets the secret files and the catalogue's JSON
 */
export async function bundledEnvironment(
  app: Deployable,
  port: number,
  folder: string,
): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  for (const { name, kind } of app.secrets) await writeFile(join(folder, name), `${contents[kind]()}\n`);
  const nobody = 'http://127.0.0.1:1';
  const catalogueFile = join(folder, 'catalogue.json');
  await writeFile(catalogueFile, catalogueFileText(catalogueFileOf(catalogue, app, () => nobody)));
  return variablesOf(app, {
    port: () => port,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:8080',
    logLevel: 'warn',
    databaseHost: () => '127.0.0.1',
    databasePort: () => 1,
    databaseName: (database) => database,
    serviceUrl: () => nobody,
    cacheUrl: () => undefined,
    secretFile: (_app, secret) => join(folder, secret),
    catalogueFile,
  });
}
