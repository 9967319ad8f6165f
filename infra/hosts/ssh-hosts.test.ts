import { expect, it } from '@jest/globals';
import { sshHosts } from './ssh-hosts.ts';

const host = { name: 'one', address: '192.0.2.1', port: 2222, user: 'admin', hostKey: 'ssh-ed25519 AAAA' };

it('takes machines as the configuration names them, servers first', () => {
  const agent = { ...host, name: 'two', address: '192.0.2.2', hostKey: 'ssh-ed25519 BBBB' };
  expect(sshHosts({ driver: 'ssh', adminCidrs: [], servers: [host], agents: [agent] })).toEqual([
    { ...host, role: 'server', nodeAddress: '192.0.2.1', ready: [] },
    { ...agent, role: 'agent', nodeAddress: '192.0.2.2', ready: [] },
  ]);
});
