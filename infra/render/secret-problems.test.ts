import { describe, expect, it } from '@jest/globals';
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { ApiObject } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfText } from '../config/config-file.ts';
import { environmentOf } from '../environment.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { nightly, notes } from '../fixtures/more-deployables.ts';
import { stackFiles } from '../fixtures/stack-files.ts';
import { derive } from '../secrets/derive.ts';
import { ed25519Key } from '../secrets/ed25519-key.ts';
import { SecretBook } from '../secrets/secret-book.ts';
import { configSecret } from '../secrets/secret-value.ts';
import { workloadObjects } from '../workloads/workload-objects.ts';
import { environmentObjects } from './environment-objects.ts';
import { filesOf } from './rendered-tree.ts';
import { secretProblems } from './secret-problems.ts';
import { secretLook } from './secret-texts.ts';

const env = anEnvironment();
const canary = 'canary-Zu9-never-printed';
const root = 'A'.repeat(43);
const secret = derive(root, 'auth/kek', 1);
const randomLetters = derive(root, 'public', 1);
const halves = [secret.slice(0, 20), secret.slice(20)] as const;
const digest = createHash('sha256').update('goalixa').digest('hex');
const hexOf = (letters: string): string => Buffer.from(letters, 'base64url').toString('hex');
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

  it.each([
    ...['AUTH_TOKEN', 'DATABASE_PASSWORD', 'REFRESH_KEY', 'clientSecret', 'API_KEYS', 'SMTP_PASSPHRASE'],
    ...['DB_PASS', 'PASS', 'KEYRING', 'JWT', 'TOKEN2', 'AWS_CREDS', 'SIGNING_SEED', 'PASSCODE'],
  ])('refuses a variable %s with a value, and never prints it', (name) => {
    const object = planted('Deployment', [...container, 'env'], [{ name, value: canary }]);
    expect(secretProblems(object)).toEqual([
      `spec.template.spec.containers[0].env[0].value: ${name} is named like a secret: only name a Secret, and mount it as files`,
    ]);
    expect(refusalOf(object)).not.toContain(canary);
  });

  it('takes the path of a file for no secret, but only a path', () => {
    const variable = (value: string) =>
      planted('Deployment', [...container, 'env'], [{ name: 'REFRESH_KEY_FILE', value }]);
    expect(secretProblems(variable('/run/secrets/goalixa/refresh-key'))).toEqual([]);
    expect(secretProblems(variable(canary))).toHaveLength(1);
  });

  it.each([
    ['data', 'ConfigMap', ['data', 'admin-password']],
    ['annotations', 'Service', ['metadata', 'annotations', 'goalixa/token']],
    ['labels', 'Service', ['metadata', 'labels', 'password']],
  ])('refuses a key of %s that is named like a secret', (_title, kind, path) => {
    expect(refusalOf(planted(kind, path, canary))).toMatch(/is named like a secret/);
    expect(refusalOf(planted(kind, path, canary))).not.toContain(canary);
  });

  it.each([
    [
      'a private key',
      () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
    ],
    ['a private key', () => ed25519Key(secret).split('\n')[1] ?? ''],
    ['a private key', () => btoa('-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI')],
    ['a token', () => `Bearer ${btoa('{"alg":"EdDSA"}')}.${btoa('{"sub":"somebody"}')}.c2lnbmF0dXJl`],
    ['a token', () => `ghp_${'a1'.repeat(18)}`],
    ['a password', () => 'host=authdb-rw user=app password=hunter2'],
    ['a password', () => '{"host":"authdb-rw","password":"hunter2"}'],
    ['a password', () => 'PGPASSWORD=hunter2 psql'],
    ['a password', () => 'export DB_PASS=hunter2'],
    ['a password', () => 'auth:\n  password: hunter2\n'],
    ['a password', () => 'password: |\n  hunter2\n'],
    ['a password', () => "{'token': 'hunter2'}"],
    ['a password', () => 'db: {user: app, password: hunter2}'],
    ['a password', () => 'psql --db-password hunter2'],
    ['a password', () => btoa('user=app password=hunter2')],
    ['a password', () => '<password>hunter2</password>'],
    ['a password', () => '<db:admin-password kind="plain">\n  hunter2\n</db:admin-password>'],
    ['a password', () => 'auth:\n  password:\n    hunter2\n'],
    ['a password', () => '- "db-password":\n    "hunter2"'],
    ['an address with a password', () => 'app:hunter2@tcp(authdb-rw:3306)/authdb'],
    ['a login', () => 'Authorization: Bearer hunter'],
    ['a login', () => 'curl -H "X: Basic dXNlcjpodW50ZXIy"'],
    ['the hash of a password', () => `SCRAM-SHA-256$4096:c2FsdA==`],
    ['the hash of a password', () => `app:$6$rounds=5000$c2FsdHNhbHQ$${'aB3/'.repeat(22)}`],
    ['the hash of a password', () => `$apr1$c2FsdHNh$${'aB3/'.repeat(5)}aB`],
    ['the hash of a password', () => `app:$2b$12$${'aB3/'.repeat(13)}a`],
    ['the hash of a password', () => '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'],
    ['a Secret', () => 'apiVersion: v1\nkind: Secret\ndata: {a: Zm9v}\n'],
    ['a derived secret', () => `r1g1 ${secret}\n`],
    ['a derived secret', () => `key-${secret}-end`],
    ['a derived secret', () => `/x/${secret}/y`],
    ['a derived secret', () => `x${secret}`],
    ['a derived secret', () => Buffer.from(secret, 'base64url').toString('base64')],
    ['a derived secret', () => hexOf(secret)],
    ['a derived secret', () => `the digest of the page is not ${hexOf(secret)}`],
    ['a derived secret', () => hexOf(secret).replace(/..(?=.)/g, '$&:')],
    ['a derived secret', () => hexOf(secret).replace(/.{32}/, '$&\n  ')],
    ['an output of the engine', () => 'redis://[object Object]:6379'],
    ['an output of the engine', () => 'Calling [toString] on an [Output<T>] is not supported.'],
  ])('refuses a text that looks like %s', (what, text) => {
    expect(secretProblems(planted('ConfigMap', ['data', 'extra'], text()))).toEqual([
      `data.extra: looks like ${what}: only name a Secret, and mount it as files`,
    ]);
  });

  it('refuses every derived secret, with neighbours as good as every one', () => {
    const secrets = Array.from({ length: 2000 }, (_, index) => derive(root, 'auth/kek', index + 1));
    const missed = (text: (secret: string) => string) =>
      secrets.filter((one) => secretLook(text(one)) !== 'a derived secret').length;
    expect(missed((one) => `r1g1 ${one}\n`)).toBe(0);
    expect(missed((one) => `key-${one}-end`)).toBeLessThan(10);
  });

  it.each([
    ['the items of a list', 'Deployment', [...container, 'args'], halves],
    ['the keys of a ConfigMap', 'ConfigMap', ['data'], { first: halves[0], second: halves[1] }],
  ])('refuses a derived secret that is split over %s, and never prints it', (_title, kind, path, value) => {
    const object = planted(kind, path, value);
    expect(secretProblems(object)).toEqual([
      'its texts, put together: looks like a derived secret: only name a Secret, and mount it as files',
    ]);
    for (const half of halves) expect(refusalOf(object)).not.toContain(half);
  });

  it.each([
    ['of a ConfigMap', 'ConfigMap', ['data', secret], 'data.(a key)'],
    [
      'of an annotation',
      'Service',
      ['metadata', 'annotations', `goalixa/${secret}`],
      'metadata.annotations.(a key)',
    ],
  ])('refuses a secret that is a key %s, and never prints it', (_title, kind, path, shown) => {
    const object = planted(kind, path, 'value');
    expect(secretProblems(object)).toEqual([
      `${shown}: looks like a derived secret: only name a Secret, and mount it as files`,
    ]);
    expect(refusalOf(object)).not.toContain(secret);
  });

  it('never prints the name of an object or of a variable that is a secret', () => {
    const object = planted('ConfigMap', ['metadata', 'name'], secret);
    expect(refusalOf(object)).toMatch(/\(an object\): metadata\.name: looks like a derived secret/);
    const variable = planted('Deployment', [...container, 'env'], [{ name: `${secret}_KEY`, value: 'a' }]);
    expect(refusalOf(variable)).not.toContain(secret);
  });

  it('reads what stands in binaryData, among bytes too', () => {
    const bytes = Buffer.concat([Buffer.from([0, 255]), Buffer.from('password=hunter2')]);
    expect(secretProblems(planted('ConfigMap', ['binaryData'], { a: bytes.toString('base64') }))).toEqual([
      'binaryData.a: looks like a password: only name a Secret, and mount it as files',
    ]);
  });

  it('refuses what follows a flag that is named like a secret, but a path and a variable', () => {
    const withArgs = (...args: string[]) => planted('Deployment', [...container, 'args'], args);
    expect(secretProblems(withArgs('run', '--password', canary))).toEqual([
      'spec.template.spec.containers[0].args[2]: follows a flag that is named like a secret: only name a Secret, and mount it as files',
    ]);
    expect(refusalOf(withArgs('run', '--password', canary))).not.toContain(canary);
    expect(secretProblems(withArgs('--password', '$(PASSWORD)', '--tls-key', '/run/tls/key'))).toEqual([]);
    expect(secretProblems(withArgs('--db-password=hunter2'))).toHaveLength(1);
  });

  it('refuses a header that is a login', () => {
    const headers = [{ name: 'Authorization', value: 'hunter' }];
    const path = [...container, 'lifecycle', 'postStart', 'httpGet', 'httpHeaders'];
    expect(secretProblems(planted('Deployment', path, headers))).toHaveLength(1);
  });

  it.each([
    ['a digest', `harbor.goalixa.example/auth/auth@sha256:${digest}`],
    ['a checksum that says so', `sha256 = ${digest}`],
    ['a list of checksums', `${digest}  auth/service-auth.yaml\n`],
    ['an integrity', `<script integrity="sha256-${btoa('x'.repeat(32))}">`],
    ['a public key', `-----BEGIN PUBLIC KEY-----\n${randomLetters}\n-----END PUBLIC KEY-----\n`],
    ['a long name', 'theDeploymentOfCoreApiInProductionHas3ReplicasAndNoSurge'],
    ['a long path', '/opt/Goalixa/services/CoreApi/v2/public/Assets/Fonts4/Inter'],
    ['sizes and times', 'a: 128Mi\nb: 65Ti\nc: 2G\nd: 10m\ne: 3h\n'.repeat(5)],
    ['a digest and settings', `image: a@sha256:${digest}\nsha256: "${digest}"\nnext: ${digest.slice(0, 40)}`],
    ['other settings', 'token:\n  enabled: true\npassword:\n  # none\n<password>$PASSWORD</password>\n'],
    ['a rewritten address', 'rewrite ^/(.*)/(.*)$ /$1$is_args$args$2$is_args$args last;'],
    ['settings', 'password_file=/run/secrets/a\ntoken: null\nsecret: "$SECRET"\npassword: /run/secrets/a\n'],
    ['a sentence', 'Basic authentication is off. A token: it lasts. Passwords are files.'],
  ])('takes %s for no secret', (_title, text) => {
    expect(secretProblems(planted('ConfigMap', ['data', 'extra'], text))).toEqual([]);
  });

  it('takes 32 bytes as hex for a digest only where the name says so', () => {
    const annotated = (name: string) => planted('Service', ['metadata', 'annotations', name], digest);
    expect(secretProblems(annotated('checksum/catalogue'))).toEqual([]);
    expect(secretProblems(annotated('goalixa/extra'))).toHaveLength(1);
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
    const released = {
      image: 'harbor.goalixa.example/a/a',
      digest: `sha256:${digest}`,
      commit: digest.slice(0, 40),
    };
    const images = Object.fromEntries(all.map(({ name }) => [name, released]));
    const stacks = stackFiles('valid').map(({ stack, text }) => configOfText(stack, text, catalogue, 'read'));
    const environments = [
      anEnvironment({ images }),
      anEnvironment({ redis: false, monitoring: true }),
      anEnvironment({ certificate: 'http01' }),
      anEnvironment({ certificate: 'dns01', tls: true }),
      ...stacks.map((config) => environmentOf(config, { schemaVersion: 1, images })),
    ];
    for (const environment of environments)
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
