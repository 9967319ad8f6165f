import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterSchema } from './cluster-config.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { installScript, quoted, serverScript } from './script-of.ts';

const facts: ClusterFacts = {
  environment: 'production',
  options: clusterSchema.parse({}),
  nodes: ['goalixa-1', 'goalixa-2'].map((name) => ({
    name,
    role: 'server',
    address: name,
    nodeAddress: name,
  })),
  hetznerNetwork: 'goalixa',
  secrets: { k3sToken: 'of-servers', k3sAgentToken: 'of-agents', hcloudToken: 'of-hetzner' },
};
const [first] = facts.nodes as [ClusterFacts['nodes'][number]];
const script = installScript(facts, first);

const hasShellcheck = spawnSync('shellcheck', ['--version']).error === undefined;
const checked = hasShellcheck ? it : it.skip;
const why = hasShellcheck ? '' : ' (skipped: there is no shellcheck)';

/** What a shell says of a text. */
const sh = (text: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync('sh', args, { input: text, encoding: 'utf8' });

describe('quoted', () => {
  it.each(['', "it's", '$HOME `id` "\\"', 'two\nlines\n\n', "'''", '!#;&|<>*?~'])(
    'is one word to a shell: %j',
    (text) => {
      expect(sh(`printf '%s|' ${quoted(text)}`, '-s').stdout).toBe(`${text}|`);
    },
  );
});

describe('installScript', () => {
  it('does nothing when it does not arrive as a whole', () => {
    const end = script.lastIndexOf('main "$@"');
    for (const length of [1000, Math.floor(end / 2), end]) {
      const { stderr, stdout } = sh(
        script.slice(0, length),
        '-s',
        '--',
        'install',
        'goalixa-1',
        'v1.36.4+k3s1',
      );
      expect(stdout).toBe('');
      expect(stderr).not.toContain('goalixa:');
    }
  });

  it('puts secrets into files that their owner alone can read', () => {
    const puts = script.split('\n  put ').slice(1);
    for (const secret of Object.values(facts.secrets).map(String)) {
      const holders = puts.filter((put) => put.includes(secret));
      expect(holders.map((put) => put.split(' ')[0])).toEqual(['600']);
    }
  });

  it('tells only the first server of the others: it alone may make a cluster', () => {
    expect(script).toContain("\nIS_FIRST='yes'\nOTHER_SERVERS='goalixa-2'\n");
    const [, second] = facts.nodes;
    expect(second && installScript(facts, second)).toContain("\nIS_FIRST=''\nOTHER_SERVERS=''\n");
  });

  checked(`is good for shellcheck${why}`, () => {
    const { stdout } = spawnSync('shellcheck', ['--shell=sh', '--severity=warning', '-'], {
      input: script,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  checked(`brings a script that is good for shellcheck${why}`, () => {
    const file = join(import.meta.dirname, 'scripts', 'block-metadata.sh');
    const input = readFileSync(file, 'utf8');
    expect(
      spawnSync('shellcheck', ['--shell=sh', '--severity=warning', '-'], { input, encoding: 'utf8' }).stdout,
    ).toBe('');
  });
});

describe('serverScript', () => {
  it('holds no file and no secret', () => {
    expect(serverScript()).toContain('declared_files() {\n  :\n}');
  });
});
