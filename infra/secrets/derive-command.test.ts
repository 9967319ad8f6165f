import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { derive } from './derive.ts';

const root = Buffer.alloc(32, 1).toString('base64url');
const run = (args: readonly string[], input = `${root}\n`) => {
  const file = join(import.meta.dirname, 'derive-command.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [file, ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

describe('npm run secret', () => {
  it.each([[[]], [['cluster/k3s-token']], [['cluster/k3s-token', '0']], [['token', '1']]])(
    'refuses %p',
    (args) => {
      expect(run(args)).toEqual({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/^npm run secret -- <label>/),
      });
    },
  );

  it('refuses a root that is none, without printing it', () => {
    const { status, stderr } = run(['cluster/k3s-token', '1'], 'canary');
    expect([status, stderr]).toEqual([1, expect.not.stringContaining('canary')]);
  });

  it('prints what the stack derives', () => {
    expect(run(['cluster/k3s-token', '2']).stdout).toBe(`${derive(root, 'cluster/k3s-token', 2)}\n`);
  });
});
