/** What the load balancer takes in, and where on the nodes it brings it. */
export interface LoadBalancerService {
  readonly protocol: 'tcp';
  readonly listenPort: number;
  readonly destinationPort: number;
  /** Tells the edge the client's address, which TCP alone would hide. */
  readonly proxyprotocol: boolean;
  /** Times in seconds. */
  readonly healthCheck: {
    readonly protocol: 'tcp';
    readonly port: number;
    readonly interval: number;
    readonly timeout: number;
    readonly retries: number;
  };
}

/**
 * HTTP and HTTPS for the edge on every node, TLS untouched. Not 6443: the provider's firewalls do not cover load
 * balancers, and the API server does not speak the PROXY protocol.
 */
export const loadBalancerServices: readonly LoadBalancerService[] = [80, 443].map((port) => ({
  protocol: 'tcp',
  listenPort: port,
  destinationPort: port,
  proxyprotocol: true,
  healthCheck: { protocol: 'tcp', port, interval: 10, timeout: 5, retries: 3 },
}));
