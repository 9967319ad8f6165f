import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree } from './read-tree.ts';
import { change, renderedIn, RenderingCopies } from './testing/rendering-copies.ts';

// Each test starts a process.
jest.setTimeout(120_000);

let copies: RenderingCopies;
beforeAll(() => {
  copies = new RenderingCopies();
});
afterAll(() => copies.remove());

describe('a planted secret', () => {
  const canary = 'canary-Zu9';
  const secret = `new SecretValue([], () => '${canary}') as never`;
  const importing = `import { SecretValue } from '../secrets/secret-value.ts';\n`;
  const places: [title: string, file: string, from: string, to: string, path: string][] = [
    [
      'a variable',
      'catalogue/auth.ts',
      'variables: {}',
      `variables: { MAIL_TOKEN: '${canary}' }`,
      'containers[0].env[8].value: MAIL_TOKEN is named like a secret',
    ],
    [
      'a ConfigMap',
      'workloads/config-map.ts',
      'data: {',
      `data: { extra: ${secret},`,
      'data.extra: a secret value',
    ],
    [
      'an annotation',
      'workloads/service.ts',
      'metadata: metadataOf(app, env)',
      `metadata: { ...metadataOf(app, env), annotations: { extra: ${secret} } }`,
      'metadata.annotations.extra: a secret value',
    ],
    [
      'a nested list',
      'workloads/restricted-pod.ts',
      'env: variables',
      `command: ['node', [${secret}] as never], env: variables`,
      'containers[0].command[1][0]: a secret value',
    ],
  ];

  it.each(places)('in %s is refused and printed nowhere', async (title, file, from, to, path) => {
    const copy = copies.copy(`secret in ${title}`);
    mkdirSync(join(renderedIn(copy), 'old'), { recursive: true });
    writeFileSync(join(renderedIn(copy), 'old/file.yaml'), '');
    change(copy, `infra/${file}`, from, to);
    if (to.includes('SecretValue')) change(copy, `infra/${file}`, 'import ', `${importing}import `);
    const { code, output } = await copies.render(copy);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(path) });
    expect(output).not.toContain(canary);
    expect([...readTree(renderedIn(copy)).keys()]).toEqual(['old/file.yaml']);
  });
});
