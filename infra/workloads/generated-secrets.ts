import type { ApiObject } from '../api-object.ts';
import type { Deployable, SecretUse } from '../catalogue/deployable.ts';
import { labelsOf, secretNameOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import type { SecretValue } from '../secrets/secret-value.ts';

/** A Secret whose texts are known to the vault only. */
export interface SecretObject extends ApiObject {
  readonly stringData: Readonly<Record<string, SecretValue>>;
}

/** A Secret per entry with generated files, `<entry>-generated`; a key is the name of a file. */
export const generatedSecrets = (platform: Platform): readonly SecretObject[] =>
  platform.catalogue.flatMap((app) => {
    const generated = app.secrets.filter(({ provider }) => provider === 'generated');
    return generated.length === 0 ? [] : [secretOf(platform, app, generated)];
  });

function secretOf(platform: Platform, app: Deployable, generated: readonly SecretUse[]): SecretObject {
  const texts = generated.map((secret) => [secret.name, textOf(platform, app, secret)] as const);
  const metadata = {
    name: secretNameOf(app, 'generated'),
    namespace: platform.environment.namespace,
    labels: labelsOf(app.name),
  };
  return { apiVersion: 'v1', kind: 'Secret', metadata, ...opaque, stringData: Object.fromEntries(texts) };
}

const opaque = { type: 'Opaque' } as const;

/** Old and new key are both mounted; of a password only the current one. */
function textOf({ secrets }: Platform, app: Deployable, { kind, name }: SecretUse): SecretValue {
  const label = `${app.name}/${name}`;
  if (kind === 'signing-keys') return secrets.signingKeys(label);
  return kind === 'keyring' ? secrets.keyring(label) : secrets.current(label);
}
