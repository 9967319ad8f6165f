import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterSchema } from './cluster-config.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { restrictAccess } from './restrict-access.ts';
import { installScript, quoted, serverScript } from './script-of.ts';

const facts: ClusterFacts = {
  environment: 'production',
  options: clusterSchema.parse({}),
  nodes: ['goalixa-1', 'goalixa-2'].map((name) => ({
    name,
    role: 'server',
    address: name,
    nodeAddress: name,
    port: 22,
  })),
  adminCidrs: undefined,
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

/** What is said to one who installs from an address, and what is left on the host. */
function installedFrom(client: string, adminCidrs: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'goalixa-script-'));
  const variables = [`GOALIXA_ROOT=${root}`, `SSH_CONNECTION=${client} 50000 192.0.2.1 22`];
  const input = installScript({ ...facts, adminCidrs }, first);
  const words = [...variables, 'sh', '-s', '--', 'install', 'goalixa-1', 'v1.36.4+k3s1'];
  const { stderr } = spawnSync('env', words, { input, encoding: 'utf8' });
  const files = readdirSync(root);
  rmSync(root, { recursive: true });
  return { stderr, files };
}

describe('installScript', () => {
  it.each([
    ['198.51.100.9', ['203.0.113.7/32', '198.51.100.8/32']],
    ['203.0.114.0', ['203.0.113.0/24']],
    ['203.0.112.255', ['203.0.113.0/24']],
    ['2001:db8::7', ['203.0.113.7/32']],
  ])('refuses to shut out the one who runs it, before it changes anything: %s', (client, ranges) => {
    const { files, stderr } = installedFrom(client, ranges);
    expect(stderr).toBe(
      `goalixa: goalixa-1: you are connected from ${client}, which is in no range of goalixa:hosts.adminCidrs: add it there\n`,
    );
    expect(files).toEqual(['run']);
  });

  it.each([
    ['203.0.113.7', ['203.0.113.7/32']],
    ['203.0.113.255', ['198.51.100.0/24', '203.0.113.0/24']],
    ['10.200.3.4', ['10.0.0.0/8']],
    ['127.0.0.1', ['203.0.113.7/32']],
    ['2001:db8::7', []],
  ])('goes on for one who is let in: %s', (client, ranges) => {
    expect(installedFrom(client, ranges).stderr).not.toContain('you are connected');
  });

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

  checked.each([
    ['metadata', readFileSync(join(import.meta.dirname, 'scripts', 'block-metadata.sh'), 'utf8')],
    ['access', restrictAccess(['203.0.113.7/32'], facts.nodes, 22)],
  ])(`brings scripts that are good for shellcheck${why}: %s`, (_name, input) => {
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
