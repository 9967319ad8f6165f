import type { Host } from '../hosts/host.ts';

/** Name of k3s' service on a host. */
export const serviceOf = (role: Host['role']): 'k3s' | 'k3s-agent' =>
  role === 'server' ? 'k3s' : 'k3s-agent';

/** Where the script lies that closes the metadata address. */
export const blockMetadataPath = '/usr/local/lib/goalixa/block-metadata';

/** Where the script lies that closes a host's own ports; also known to `access.sh`. */
export const restrictAccessPath = '/usr/local/lib/goalixa/restrict-access';

/**
 * The systemd unit of k3s, as its own installer writes it, with more conditions: no pod runs before the metadata
 * address is closed. Stopping it leaves the pods running.
 * @param before paths of scripts without which k3s does not start
 */
export const k3sUnit = (
  role: Host['role'],
  before: readonly string[],
): string => `# Written by Goalixa's infra/cluster: do not edit.
[Unit]
Description=Lightweight Kubernetes
Documentation=https://k3s.io
Wants=network-online.target
After=network-online.target

[Install]
WantedBy=multi-user.target

[Service]
Type=${role === 'server' ? 'notify' : 'exec'}
KillMode=process
Delegate=yes
User=root
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s
${before.map((path) => `ExecStartPre=${path}\n`).join('')}ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/k3s ${role}
`;
