import type { SshConfig, SshHostConfig } from './hosts-config.ts';
import type { Host } from './host.ts';

/** Machines that are there already, as the configuration names them; the first server first. */
export const sshHosts = ({ agents, servers }: SshConfig): readonly Host[] => [
  ...servers.map((host) => sshHost(host, 'server')),
  ...agents.map((host) => sshHost(host, 'agent')),
];

const sshHost = ({ address, hostKey, name, port, user }: SshHostConfig, role: Host['role']): Host => ({
  name,
  role,
  address,
  nodeAddress: address,
  port,
  user,
  hostKey,
  ready: [],
});
