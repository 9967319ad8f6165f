import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { restrictAccess } from './restrict-access.ts';

const unshare = ['--net', '--mount', ...(userInfo().uid === 0 ? [] : ['--map-root-user'])];
const network = join(import.meta.dirname, 'testing', 'access-network.sh');
const nodes = ['192.0.2.11', '192.0.2.12'].map((nodeAddress) => ({ nodeAddress }));

const hasNamespaces =
  spawnSync('unshare', [...unshare, 'sh', '-c', 'ip link && nft list ruleset']).status === 0;
const inNamespaces = hasNamespaces ? it : it.skip;
const why = hasNamespaces ? '' : ' (skipped: there are no network namespaces, or no nft)';

/** Who reaches what before and after a script, line by line. */
function reached(script: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-access-'));
  const file = join(folder, 'restrict-access');
  writeFileSync(file, script);
  const words = [...unshare, 'sh', network, file, process.execPath];
  const { stderr, stdout } = spawnSync('unshare', words, { encoding: 'utf8', timeout: 50_000 });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

const all = '22 80 443 2222 2379 2380 2381 6443 10250 8472/udp';
const everybody = ['admin', 'stranger', 'peer', 'pod', 'itself'];

describe('restrictAccess', () => {
  inNamespaces(
    `leaves SSH and the API server to administrators, what nodes need to nodes, all else open${why}`,
    () => {
      const overlapping = ['203.0.113.0/24', '203.0.113.7/32'];
      expect(reached(restrictAccess(overlapping, nodes, 22))).toEqual([
        ...everybody.map((who) => `${who}: ${all}`),
        'the second run changes nothing',
        'an open connection hears what was said',
        'admin: 22 80 443 2222 6443',
        'stranger: 80 443 2222',
        'peer: 80 443 2222 2379 2380 2381 6443 10250 8472/udp',
        'pod: 80 443 2222 2381 6443 10250',
        `itself: ${all}`,
      ]);
    },
    60_000,
  );

  inNamespaces(
    `closes the port that SSH is at${why}`,
    () => {
      const after = reached(restrictAccess(['203.0.113.7/32'], nodes, 2222)).slice(-5, -3);
      expect(after).toEqual(['admin: 22 80 443 2222 6443', 'stranger: 80 443']);
    },
    60_000,
  );
});
