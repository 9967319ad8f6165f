import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { parseConfig, StackConfigError } from './parse-config.ts';
import { configOfStack, configOfText, rawConfigOf } from './config-file.ts';
import { secretPlaceholder } from './config-input.ts';
import { expectedMessages, stackFiles } from '../fixtures/stack-files.ts';
import { completedStack } from '../guard/stack-input.ts';
import { paths } from '../paths.ts';
import { committedStacks } from '../render/render-stacks.ts';

const invalid = stackFiles('invalid');
const valid = stackFiles('valid');
const expected = expectedMessages();
const rules = [...expected].map(([rule, message]) => ({ rule, message, lines: message.split('\n') }));

/** What a person commits before there are any secrets. */
const unfinished = [
  ...committedStacks().map((stack) => ({ stack, file: paths.stackFile(stack) })),
  { stack: 'one-server', file: join(paths.root, 'docs/examples/Pulumi.one-server.yaml') },
].map(({ file, stack }) => ({ stack, text: readFileSync(file, 'utf8') }));

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'loads';
};

describe('a stack file that is wrong', () => {
  it('has its message beside it, and every message its file', () => {
    expect([...expected.keys()]).toEqual(invalid.map(({ stack }) => stack));
    expect(invalid.length).toBeGreaterThanOrEqual(40);
  });

  it.each(invalid)('is refused with the whole text of invalid/$stack.txt', ({ stack, text }) => {
    expect(messageOf(() => configOfText(stack, text, catalogue, 'run'))).toBe(expected.get(stack));
  });

  it.each(rules)('is told of $rule in as many lines as problems, sorted', ({ lines, message, rule }) => {
    const count = lines.length === 2 ? '1 problem' : `${lines.length - 1} problems`;
    expect(lines[0]).toBe(`Pulumi.${rule}.yaml: ${count}`);
    expect(lines.slice(1).every((line) => line.startsWith('  '))).toBe(true);
    if (!message.includes('\n  line ')) expect(lines.slice(1)).toEqual(lines.slice(1).toSorted());
  });

  it.each(rules)('learns the place and the way out of $rule', ({ lines }) => {
    for (const line of lines.slice(1))
      expect(line).toMatch(
        /^ {2}(goalixa:[\w.[\]/-]+|\w+:[\w-]+|config|line \d+, column \d+): .*(; |must (be|have) )/,
      );
  });

  it('lists ten problems of a file at once, of the schema, the catalogue and the secrets', () => {
    expect(expected.get('ten-problems')?.split('\n')).toHaveLength(11);
  });

  it('is shown none of the values that ought to be encrypted', () => {
    const withCanary = invalid.filter(({ text }) => text.includes('canary')).map(({ stack }) => stack);
    expect(withCanary).toEqual([
      'addresses-with-credentials',
      'git-address-with-credentials',
      'mirror-with-credentials',
      'plain-private-key',
      'plain-root-secret',
      'plain-token-like-an-alias',
      'text-in-a-wrong-place',
    ]);
    expect([...expected.values()].join()).not.toContain('canary');
  });

  it('is told of fifty problems, and how many more there are', () => {
    const keys = Array.from({ length: 60 }, (_, index) => `  goalixa:x${index}: 1\n`);
    const [title, ...lines] = messageOf(() =>
      configOfText('preview', `config:\n${keys.join('')}`, catalogue, 'read'),
    ).split('\n');
    const count = Number(/: (\d+) problems$/.exec(title ?? '')?.[1]);
    expect(count).toBeGreaterThan(60);
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe(`  … and ${count - 50} more`);
  });

  it('is refused, without a stack trace, where its values hold each other or go on forever', () => {
    const values = [
      '&m {enabled: *m}',
      '[&a [x], &b [*a, *a], &c [*b, *b]]',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      `'${'['.repeat(20_000)}${']'.repeat(20_000)}'`,
      `${'{a: '.repeat(900)}1${'}'.repeat(900)}`,
    ];
    for (const value of values)
      expect(() =>
        configOfText('preview', `config:\n  goalixa:monitoring: ${value}\n`, catalogue, 'read'),
      ).toThrow(StackConfigError);
  });

  it('is spoken to in our own words', () => {
    expect([...expected.values()].join()).not.toMatch(/Invalid|expected|received|undefined|NaN|Zod|union/);
  });
});

describe('a stack file that is right', () => {
  it('comes in at least eight kinds', () => {
    expect(valid.length).toBeGreaterThanOrEqual(8);
  });

  it.each(valid)('loads: valid/$stack.yaml', ({ stack, text }) => {
    expect(messageOf(() => configOfText(stack, text, catalogue, 'run'))).toBe('loads');
  });

  it.each(valid)('is frozen at every depth: valid/$stack.yaml', ({ stack, text }) => {
    expect(thawed(configOfText(stack, text, catalogue, 'run'))).toEqual([]);
  });

  it.each(unfinished)('is read without secrets: $stack', ({ stack, text }) => {
    expect(messageOf(() => configOfText(stack, text, catalogue, 'read'))).toBe('loads');
  });

  it.each(unfinished)('runs once its secrets, digests and checksums are there: $stack', ({ stack, text }) => {
    const { config, secrets } = completedStack(stack, rawConfigOf(stack, text));
    const sealed = Object.fromEntries(Object.keys(secrets).map((key) => [key, secretPlaceholder]));
    expect(messageOf(() => parseConfig(stack, { ...config, ...sealed }, catalogue, 'run'))).toBe('loads');
    expect(messageOf(() => parseConfig(stack, config, catalogue, 'run'))).toContain(
      'goalixa:rootSecret1: missing',
    );
  });

  it('does not run in production before its digests and checksums are there', () => {
    const text = readFileSync(paths.stackFile('production'), 'utf8');
    const { secrets } = completedStack('production', rawConfigOf('production', text));
    const sealed = Object.keys(secrets).map((key) => [key, secretPlaceholder]);
    const raw = { ...rawConfigOf('production', text), ...Object.fromEntries(sealed) };
    const problems = messageOf(() => parseConfig('production', raw, catalogue, 'run')).split('\n');
    expect(problems.map((line) => line.split(': ')[0])).toEqual([
      'Pulumi.production.yaml',
      '  goalixa:cluster.sha256.amd64',
      '  goalixa:images.postgres',
      '  goalixa:images.redis',
      '  goalixa:images.redisExporter',
    ]);
  });

  it('moves just the field that a change names', () => {
    const text = readFileSync(paths.stackFile('staging'), 'utf8');
    const before = configOfStack('staging', catalogue);
    const { edge, images, postgres, redis } = before;
    const changes: [from: string, to: string, expected: object][] = [
      ['goalixa:environment: staging', 'goalixa:environment: preview', { environment: 'preview' }],
      ['https://staging.', 'https://next.', { publicUrl: 'https://next.goalixa.example' }],
      ['goalixa:redis:', 'goalixa:logLevel: warn\n  goalixa:redis:', { logLevel: 'warn' }],
      [
        'goalixa:redis:',
        'goalixa:edge: { enabled: false }\n  goalixa:redis:',
        { edge: { ...edge, enabled: false } },
      ],
      ['registry: harbor.', 'registry: own.', { images: { ...images, registry: 'own.goalixa.example' } }],
      ['layout: shared', 'layout: separate', { postgres: { ...postgres, layout: 'separate' } }],
      ['enabled: false', 'enabled: true', { redis: { ...redis, enabled: true } }],
      ['owner: argocd', 'owner: pulumi', { workloads: { ...before.workloads, owner: 'pulumi' } }],
    ];
    for (const [from, to, moved] of changes) {
      expect(text).toContain(from);
      const after = configOfText('staging', text.replace(from, to), catalogue, 'read');
      expect(after).toEqual({ ...before, ...moved });
    }
  });
});

/** Paths of the objects that can still be changed. */
function thawed(value: unknown, path = '$'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) => thawed(item, `${path}.${key}`));
  return Object.isFrozen(value) ? inner : [path, ...inner];
}
