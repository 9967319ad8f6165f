import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ApiObject } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { nightly, notes } from '../fixtures/more-deployables.ts';
import { SecretBook } from '../secrets/secret-book.ts';
import { configSecret } from '../secrets/secret-value.ts';
import { workloadObjects } from '../workloads/workload-objects.ts';
import { environmentObjects } from './environment-objects.ts';
import { filesOf } from './rendered-tree.ts';
import { secretProblems } from './secret-problems.ts';

const env = anEnvironment();
const canary = 'canary-Zu9-never-printed';
const kek = new SecretBook({}).keyring('auth/kek');

/** A copy of an object of the entry syntra, in which the text at `path` is `value`. */
function planted(kind: string, path: readonly (string | number)[], value: unknown): ApiObject {
  const app = catalogue.find(({ name }) => name === 'syntra');
  const object = app && workloadObjects(catalogue, app, env).find((one) => one.kind === kind);
  const copy = structuredClone(object) as ApiObject;
  let place: object = copy;
  for (const key of path.slice(0, -1)) {
    if (!(key in place)) Reflect.set(place, key, {});
    place = Reflect.get(place, key) as object;
  }
  Reflect.set(place, path.at(-1) ?? '', value);
  return copy;
}

const container = ['spec', 'template', 'spec', 'containers', 0] as const;
const places: [title: string, kind: string, path: readonly (string | number)[], shown: string][] = [
  [
    'a variable',
    'Deployment',
    [...container, 'env', 0, 'value'],
    'spec.template.spec.containers[0].env[0].value',
  ],
  ['a ConfigMap', 'ConfigMap', ['data', 'extra'], 'data.extra'],
  ['an annotation', 'Service', ['metadata', 'annotations', 'extra'], 'metadata.annotations.extra'],
  [
    'a nested list',
    'Deployment',
    [...container, 'command'],
    'spec.template.spec.containers[0].command[1][0]',
  ],
];

describe('secretProblems', () => {
  it.each(places)('refuses a tagged secret in %s, and names the place', (_title, kind, path, shown) => {
    const value = path.at(-1) === 'command' ? ['node', [kek]] : kek;
    expect(secretProblems(planted(kind, path, value))).toEqual([
      `${shown}: a secret value: only name a Secret, and mount it as files`,
    ]);
  });

  it.each(places)('refuses a text that looks like a secret in %s, and never prints it', (_t, kind, path) => {
    const text = `postgres://app:${canary}@authdb-rw/authdb`;
    const object = planted(kind, path, path.at(-1) === 'command' ? ['node', [text]] : text);
    const refusal = refusalOf(object);
    expect(refusal).toMatch(/looks like an address with a password/);
    expect(refusal).not.toContain(canary);
  });

  it('refuses a Secret, also inside another object', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { kek: canary } };
    expect(secretProblems(secret)).toEqual(['a Secret never goes into Git: only name it']);
    const list = { apiVersion: 'v1', kind: 'List', items: [{ inner: [secret] }] } as unknown as ApiObject;
    expect(secretProblems(list)).toEqual(['items[0].inner[0]: a Secret never goes into Git: only name it']);
  });

  it.each(['AUTH_TOKEN', 'DATABASE_PASSWORD', 'REFRESH_KEY', 'clientSecret', 'API_KEYS', 'SMTP_PASSPHRASE'])(
    'refuses a variable %s with a value, and never prints it',
    (name) => {
      const object = planted('Deployment', [...container, 'env'], [{ name, value: canary }]);
      expect(secretProblems(object)).toEqual([
        `spec.template.spec.containers[0].env[0].value: ${name} is named like a secret: only name a Secret, and mount it as files`,
      ]);
      expect(refusalOf(object)).not.toContain(canary);
    },
  );

  it('takes the path of a file for no secret, but only a path', () => {
    const variable = (value: string) =>
      planted('Deployment', [...container, 'env'], [{ name: 'REFRESH_KEY_FILE', value }]);
    expect(secretProblems(variable('/run/secrets/goalixa/refresh-key'))).toEqual([]);
    expect(secretProblems(variable(canary))).toHaveLength(1);
  });

  it.each([
    ['data', 'ConfigMap', ['data', 'admin-password']],
    ['annotations', 'Service', ['metadata', 'annotations', 'goalixa/token']],
  ])('refuses a key of %s that is named like a secret', (_title, kind, path) => {
    expect(refusalOf(planted(kind, path, canary))).toMatch(/is named like a secret/);
    expect(refusalOf(planted(kind, path, canary))).not.toContain(canary);
  });

  it.each([
    [
      'a private key',
      () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
    ],
    ['a private key', () => btoa('-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI')],
    ['a token', () => `Bearer ${btoa('{"alg":"EdDSA"}')}.${btoa('{"sub":"somebody"}')}.c2lnbmF0dXJl`],
    ['a token', () => `ghp_${'a1'.repeat(18)}`],
    ['a password', () => 'host=authdb-rw user=app password=hunter2'],
    ['a password', () => '{"host":"authdb-rw","password":"hunter2"}'],
    ['a derived secret', () => `r1g1 ${derivedLike()}\n`],
    ['an output of the engine', () => 'redis://[object Object]:6379'],
    ['an output of the engine', () => 'Calling [toString] on an [Output<T>] is not supported.'],
  ])('refuses a text that looks like %s', (what, text) => {
    expect(secretProblems(planted('ConfigMap', ['data', 'extra'], text()))).toEqual([
      `data.extra: looks like ${what}: only name a Secret, and mount it as files`,
    ]);
  });

  it('refuses what is no plain data: outputs, promises, functions', () => {
    class Output {}
    for (const value of [new Output(), Promise.resolve(''), () => canary, new Map(), Symbol('x')])
      expect(secretProblems(planted('Service', ['metadata', 'annotations'], { a: value }))).toEqual([
        'metadata.annotations.a: is no plain data',
      ]);
  });

  it('finds nothing in what is rendered', () => {
    const all = [...catalogue, notes, nightly];
    for (const environment of [env, anEnvironment({ redis: false, monitoring: true })])
      for (const [, objects] of environmentObjects(all, environment))
        expect(objects.flatMap(secretProblems)).toEqual([]);
  });
});

/** As a secret of the stack's configuration is, whatever stands in it. */
it('refuses a secret of the configuration as well', () => {
  expect(secretProblems(planted('Service', ['spec', 'clusterIP'], configSecret('gitToken')))).toHaveLength(1);
});

/** The whole message with which an object is refused. */
function refusalOf(object: ApiObject): string {
  try {
    filesOf(env, 'syntra', [object]);
  } catch (error) {
    return String(error);
  }
  throw new Error('was rendered');
}

/** 32 random bytes; one in a thousand has no digit, or no capital. */
function derivedLike(): string {
  const text = randomBytes(32).toString('base64url');
  return /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) ? text : derivedLike();
}
