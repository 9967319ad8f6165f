import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries } from './postgres-binaries.ts';
import { firstWorking } from './server-user.ts';
import { otherWays, ownWay, serverAccount } from './server-ways.ts';

const root = { uid: 0, gid: 0 };

describe('serverAccount', () => {
  const line = (name: string, uid: number): string => `${name}:x:${uid}:${uid}::/:/bin/sh\n`;

  it('answers null when there is nobody but root', () => {
    expect(serverAccount(line('root', 0))).toBeNull();
    expect(serverAccount('# no line of a user\n\n')).toBeNull();
  });

  it('takes postgres, else an ordinary user, else nobody, else anybody', () => {
    const users = [
      line('root', 0),
      line('daemon', 1),
      line('nobody', 65_534),
      line('ada', 1000),
      line('postgres', 101),
    ];
    const uidOf = (count: number): number | undefined => serverAccount(users.slice(0, count).join(''))?.uid;
    expect([5, 4, 3, 2].map(uidOf)).toEqual([101, 1000, 65_534, 1]);
  });
});

describe('firstWorking', () => {
  it('names the way out when no way works', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'goalixa-user-'));
    const caller = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const broken = { ...ownWay(caller), prefix: ['/no/such/program'] };
    await expect(firstWorking([broken], folder, postgresBinaries())).rejects.toThrow(
      'PostgreSQL does not run as this user, and no other one can be taken here: start this as a normal user ' +
        'of the system, with data in a folder of its own.',
    );
    await rm(folder, { recursive: true });
  });

  it('passes over a way that does not work', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'goalixa-user-'));
    const caller = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const broken = { ...ownWay(caller), prefix: ['/no/such/program'] };
    // For root the own way does not work either; `setpriv` and `unshare` are what others are for.
    const good = caller.uid === 0 ? otherWays(caller, { uid: 65_534, gid: 65_534 }) : [ownWay(caller)];
    expect(good).toContain(await firstWorking([broken, ...good], folder, postgresBinaries()));
    await rm(folder, { recursive: true });
  });
});

describe('otherWays', () => {
  it('starts with the one that leaves the files to the caller', () => {
    const [first, ...others] = otherWays(root, { uid: 101, gid: 104 });
    expect(first).toEqual({
      prefix: ['unshare', '--user', '--map-user=101', '--'],
      identity: {},
      owner: root,
    });
    expect(others.map(({ owner }) => owner.uid)).toEqual([101, 101]);
  });
});
