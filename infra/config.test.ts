import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { catalogue } from './catalogue/catalogue.ts';
import { parseConfig } from './config.ts';
import { configOfStack, configOfText } from './config-file.ts';
import { engineConfigOf } from './fixtures/engine-config.ts';
import { paths } from './paths.ts';
import { committedStacks } from './render/render-stacks.ts';

const base = readFileSync(paths.stackFile('staging'), 'utf8');
const configOf = (text: string) => configOfText('staging', text, catalogue);

/** The staging file with `from` replaced. */
const changed = (from: string, to: string): string => {
  expect(base).toContain(from);
  return base.replace(from, to);
};

const one = (problem: string): string => `Pulumi.staging.yaml: 1 problem\n  ${problem}`;

const refusals: [title: string, from: string, to: string, problem: string][] = [
  [
    'an unknown key',
    'goalixa:logLevel:',
    'goalixa:loglevle:',
    'goalixa:loglevle: unknown key; did you mean "logLevel"?',
  ],
  [
    'an unknown nested key',
    'registry: harbor.goalixa.example',
    'registry: harbor.goalixa.example\n    registri: x',
    'goalixa:images.registri: unknown key; did you mean "registry"?',
  ],
  ['a key near nothing', 'enabled: false', 'enabled: false\n    zzz: 1', 'goalixa:redis.zzz: unknown key'],
  [
    'a key of another namespace',
    'goalixa:environment: staging',
    'goalixa:environment: staging\n  goalix:environment: staging',
    'goalix:environment: only keys below "goalixa:" are read; did you mean "goalixa:environment"?',
  ],
  [
    'an unknown owner',
    'owner: argocd',
    'owner: argocdd',
    'goalixa:workloads.owner: "argocdd" is not an owner; did you mean "argocd"?',
  ],
  [
    'an unknown layout',
    'layout: shared',
    'layout: tiny',
    'goalixa:postgres.layout: "tiny" is not a layout; use separate, shared',
  ],
  [
    'an unknown environment',
    'environment: staging',
    'environment: stagin',
    'goalixa:environment: "stagin" is not an environment; did you mean "staging"?',
  ],
  ['a wrong type', 'enabled: false', 'enabled: "no"', 'goalixa:redis.enabled: must be a boolean (got "no")'],
  [
    'text in place of an object',
    '\n    layout: shared',
    ' shared',
    'goalixa:postgres: must be an object (got "shared")',
  ],
  ['a missing object', '  goalixa:redis:\n    enabled: false\n', '', 'goalixa:redis: missing'],
  ['a missing field', 'owner: argocd', 'replicas: {}', 'goalixa:workloads.owner: missing'],
  [
    'an origin with a path',
    'https://staging.goalixa.example',
    'https://staging.goalixa.example/',
    'goalixa:publicUrl: must be an origin such as "https://goalixa.example" (no path, no slash at the end)',
  ],
  [
    'a registry with a scheme',
    'registry: harbor.goalixa.example',
    'registry: https://harbor.goalixa.example',
    'goalixa:images.registry: must be a host such as "harbor.goalixa.example" (no scheme, no path)',
  ],
  [
    'copies of an unknown service',
    'owner: argocd',
    'owner: argocd\n    replicas: { core-ap: { min: 2 } }',
    'goalixa:workloads.replicas.core-ap: no service of this name; did you mean "core-api"?',
  ],
  [
    'more copies at least than at most',
    'owner: argocd',
    'owner: argocd\n    replicas: { auth: { min: 3 } }',
    'goalixa:workloads.replicas.auth: min 3 is above max 2',
  ],
  [
    'no copies',
    'owner: argocd',
    'owner: argocd\n    replicas: { auth: { min: 0 } }',
    'goalixa:workloads.replicas.auth.min: must be at least 1 (got 0)',
  ],
  [
    'half a copy',
    'owner: argocd',
    'owner: argocd\n    replicas: { auth: { min: 1.5 } }',
    'goalixa:workloads.replicas.auth.min: must be a whole number (got 1.5)',
  ],
  [
    'a kubeconfig in clear',
    'goalixa:environment: staging',
    'goalixa:environment: staging\n  goalixa:kubeconfig: "apiVersion: v1"',
    'goalixa:kubeconfig: must be encrypted: set it again with --secret',
  ],
  [
    'own workloads without a kubeconfig',
    'owner: argocd',
    'owner: pulumi',
    'goalixa:kubeconfig: missing; this stack applies the workloads itself',
  ],
  [
    'text that is no JSON',
    'goalixa:redis:\n    enabled: false',
    'goalixa:redis: "{enabled"',
    "goalixa:redis: not readable as JSON (Expected property name or '}' in JSON at position 1 (line 1 column 2))\n  goalixa:redis: missing",
  ],
  [
    'a key that stands twice',
    'goalixa:environment: staging',
    'goalixa:environment: staging\n  goalixa:environment: staging',
    'Map keys must be unique at line 3, column 3:',
  ],
  ['a file without config', 'config:', 'konfig:', 'config: missing'],
];

describe('parseConfig', () => {
  it.each(refusals)('refuses %s', (_title, from, to, problem) => {
    const message = one(problem).replace('1 problem', problem.includes('\n') ? '2 problems' : '1 problem');
    expect(() => configOf(changed(from, to))).toThrow(new Error(message));
  });

  it('lists all problems of a file at once', () => {
    const text = changed('owner: argocd', 'owner: argo-cd\n    replica: 1')
      .replace('enabled: false', 'enabled: 1')
      .replace('layout: shared', 'layouts: shared');
    expect(() => configOf(text)).toThrow(
      new Error(
        [
          'Pulumi.staging.yaml: 5 problems',
          '  goalixa:postgres.layout: missing',
          '  goalixa:postgres.layouts: unknown key; did you mean "layout"?',
          '  goalixa:redis.enabled: must be a boolean (got 1)',
          '  goalixa:workloads.owner: "argo-cd" is not an owner; did you mean "argocd"?',
          '  goalixa:workloads.replica: unknown key; did you mean "replicas"?',
        ].join('\n'),
      ),
    );
  });

  it('never prints a value that should have been encrypted', () => {
    const text = changed('environment: staging', 'environment: staging\n  goalixa:kubeconfig: "canary"');
    expect(() => configOf(text)).not.toThrow(/canary/);
  });

  it.each(committedStacks())('gives the same for %s from the engine and from the file', (stack) => {
    expect(parseConfig(stack, engineConfigOf(stack), catalogue)).toEqual(configOfStack(stack, catalogue));
  });

  it('ignores the settings of the engine itself', () => {
    const raw = { ...engineConfigOf('staging'), 'pulumi:disable-default-providers': '["*"]' };
    expect(parseConfig('staging', raw, catalogue)).toEqual(configOfStack('staging', catalogue));
  });

  it('takes an encrypted kubeconfig without reading it', () => {
    const text = changed('owner: argocd', 'owner: pulumi').replace(
      'goalixa:environment: staging',
      'goalixa:environment: staging\n  goalixa:kubeconfig:\n    secure: v1:abc',
    );
    expect(configOf(text)).toMatchObject({ kubeconfig: '[secret]', workloads: { owner: 'pulumi' } });
  });

  it('is frozen at every depth', () => {
    const config = configOf(base);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.workloads.replicas)).toBe(true);
  });

  it('moves just the field that a change names', () => {
    const before = configOf(base);
    const changes: [from: string, to: string, expected: object][] = [
      ['logLevel: info', 'logLevel: warn', { logLevel: 'warn' }],
      ['https://staging.', 'https://next.', { publicUrl: 'https://next.goalixa.example' }],
      ['registry: harbor.', 'registry: images.', { images: { registry: 'images.goalixa.example' } }],
      ['layout: shared', 'layout: separate', { postgres: { layout: 'separate' } }],
      ['enabled: false', 'enabled: true', { redis: { enabled: true } }],
      ['environment: staging', 'environment: preview', { environment: 'preview' }],
    ];
    for (const [from, to, expected] of changes)
      expect(configOf(changed(from, to))).toEqual({ ...before, ...expected });
  });
});
