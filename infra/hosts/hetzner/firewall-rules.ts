/** Incoming traffic that reaches a server's public address; all that no rule names is dropped. */
export interface FirewallRule {
  readonly description: string;
  readonly direction: 'in';
  readonly protocol: 'tcp' | 'icmp';
  /** Of `tcp` only. */
  readonly port?: string;
  readonly sourceIps: string[];
}

const adminPorts = { SSH: 22, 'Kubernetes API': 6443 } as const;

/**
 * SSH and the API server for administrators, ping for all, nothing else. The private network is not filtered:
 * the load balancer and the other nodes come that way.
 */
export const firewallRules = (adminCidrs: readonly string[]): FirewallRule[] => [
  ...Object.entries(adminPorts).map(([description, port]): FirewallRule => ({
    description,
    direction: 'in',
    protocol: 'tcp',
    port: String(port),
    sourceIps: [...adminCidrs],
  })),
  // Without it path MTU discovery fails: connections open and then stand still.
  { description: 'ICMP', direction: 'in', protocol: 'icmp', sourceIps: ['0.0.0.0/0'] },
];
