import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { describe, expect, it } from '@jest/globals';

const unshare = ['--net', '--mount', ...(userInfo().uid === 0 ? [] : ['--map-root-user'])];
const script = join(import.meta.dirname, 'scripts', 'block-metadata.sh');
const network = join(import.meta.dirname, 'testing', 'metadata-network.sh');

const hasNamespaces =
  spawnSync('unshare', [...unshare, 'sh', '-c', 'ip link && nft list ruleset']).status === 0;
const inNamespaces = hasNamespaces ? it : it.skip;
const why = hasNamespaces ? '' : ' (skipped: there are no network namespaces, or no nft)';

describe('block-metadata.sh', () => {
  inNamespaces(`keeps pods from the metadata address, also by a Service, and nothing else${why}`, () => {
    const words = [...unshare, 'sh', network, script, process.execPath];
    const { stderr, stdout } = spawnSync('unshare', words, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual([
      ...['pod reaches 169.254.169.254', 'pod reaches 10.43.0.1', 'pod reaches 192.0.2.254'],
      'node reaches 169.254.169.254',
      'the second run changes nothing',
      ...['pod misses 169.254.169.254', 'pod misses 10.43.0.1', 'pod reaches 192.0.2.254'],
      'node reaches 169.254.169.254',
    ]);
  });
});
