import { describe, expect, it } from '@jest/globals';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { importPKCS8, jwtVerify, SignJWT } from 'jose';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { platformOf } from '../platform.ts';
import { derive } from '../secrets/derive.ts';
import { SecretBook, type SecretStates } from '../secrets/secret-book.ts';
import type { SecretValue } from '../secrets/secret-value.ts';
import { generatedSecrets } from './generated-secrets.ts';
import { deploymentOf } from './deployment.ts';

const platform = platformOf(catalogue, configOfStack('production', catalogue));
const secretsIn = (states: SecretStates, all = catalogue) =>
  generatedSecrets({ ...platform, catalogue: all, secrets: new SecretBook(states) });

/** What the vault makes of a value; root `n` is 43 times the letter `n`. */
const textOf = (value: SecretValue | undefined): string => {
  if (!value) throw new Error('no such key');
  return value.textOf(
    value.sources.map((source) => {
      if (source.from === 'config') throw new Error(`${source.key} is not derived`);
      return derive(String(source.root).repeat(43), source.label, source.generation);
    }),
  );
};
const keyOf = (secrets: ReturnType<typeof generatedSecrets>, name: string, key: string): string =>
  textOf(secrets.find(({ metadata }) => metadata?.name === name)?.stringData[key]);

describe('generatedSecrets', () => {
  it('makes a Secret for each entry with generated files, with a key for each', () => {
    const made = secretsIn({}).map(({ metadata, stringData }) => [metadata, Object.keys(stringData)]);
    const metadata = (app: string) => ({
      name: `${app}-generated`,
      namespace: 'production',
      labels: { 'app.kubernetes.io/name': app, 'app.kubernetes.io/part-of': 'goalixa' },
    });
    expect(made).toEqual([
      [metadata('auth'), ['kek', 'refresh-key']],
      [metadata('bff'), ['cookie-key']],
    ]);
  });

  it('holds just the files that the pods mount from it', () => {
    for (const app of [...catalogue, notes]) {
      const volumes = deploymentOf(catalogue, app, anEnvironment()).spec?.template.spec?.volumes ?? [];
      const mounted = volumes
        .flatMap(({ projected }) => projected?.sources ?? [])
        .filter(({ secret }) => secret?.name === `${app.name}-generated`)
        .flatMap(({ secret }) => secret?.items?.map(({ key }) => key) ?? []);
      const made = secretsIn({}, [app]).flatMap(({ stringData }) => Object.keys(stringData));
      expect(made).toEqual(mounted);
    }
  });

  it('has keyrings that the kit reads: one key at first, the old one behind the new after a rotation', async () => {
    const first = keyOf(secretsIn({}), 'auth-generated', 'kek');
    expect(first).toBe(`r1g1 ${derive('1'.repeat(43), 'auth/kek', 1)}\n`);
    const rotated = keyOf(secretsIn({ 'auth/kek': { root: 1, generation: 2 } }), 'auth-generated', 'kek');
    expect(rotated).toBe(`r1g2 ${derive('1'.repeat(43), 'auth/kek', 2)}\n${first}`);
    const file = join(mkdtempSync(join(tmpdir(), 'goalixa-keyring-')), 'kek');
    writeFileSync(file, rotated);
    const keys = await new Keyring(new SecretFile(file)).all();
    rmSync(dirname(file), { recursive: true });
    expect(keys.map(({ bytes, id }) => [id, bytes.length])).toEqual([
      ['r1g2', 32],
      ['r1g1', 32],
    ]);
  });

  it('rotates one file without touching another', () => {
    const [before, after] = [secretsIn({}), secretsIn({ 'auth/kek': { root: 2, generation: 2 } })];
    expect(keyOf(after, 'auth-generated', 'refresh-key')).toBe(
      keyOf(before, 'auth-generated', 'refresh-key'),
    );
    expect(keyOf(after, 'bff-generated', 'cookie-key')).toBe(keyOf(before, 'bff-generated', 'cookie-key'));
    expect(keyOf(after, 'auth-generated', 'kek')).not.toBe(keyOf(before, 'auth-generated', 'kek'));
  });

  it('mounts the old and the new signing key, the one in use first, as jose reads them', async () => {
    const app = {
      ...notes,
      secrets: [{ name: 'keys', provider: 'generated', kind: 'signing-keys' }],
    } as const;
    const pemsOf = (states: SecretStates) =>
      keyOf(secretsIn(states, [app]), 'notes-generated', 'keys').match(/-----BEGIN[^]*?-----END.*-----\n/g) ??
      [];
    const [first] = pemsOf({});
    const rotated = pemsOf({ 'notes/keys': { root: 1, generation: 2 } });
    expect([rotated.length, rotated[1]]).toEqual([2, first]);
    for (const pem of rotated) {
      const signed = new SignJWT({}).setProtectedHeader({ alg: 'EdDSA' });
      const token = await signed.sign(await importPKCS8(pem, 'EdDSA'));
      await jwtVerify(token, createPublicKey(pem));
    }
  });

  it('makes of a password its current text', () => {
    const app = { ...notes, secrets: [{ name: 'pin', provider: 'generated', kind: 'password' }] } as const;
    expect(keyOf(secretsIn({}, [app]), 'notes-generated', 'pin')).toBe(
      derive('1'.repeat(43), 'notes/pin', 1),
    );
  });
});
