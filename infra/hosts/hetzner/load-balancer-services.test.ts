import { expect, it } from '@jest/globals';
import { loadBalancerServices } from './load-balancer-services.ts';

it('takes in 80 and 443 and nothing else, with the PROXY protocol, and checks what it leads to', () => {
  expect(
    loadBalancerServices.map(({ destinationPort, healthCheck, listenPort, protocol, proxyprotocol }) => [
      ...[listenPort, destinationPort, healthCheck.port],
      ...[protocol, healthCheck.protocol, proxyprotocol],
    ]),
  ).toEqual([
    [80, 80, 80, 'tcp', 'tcp', true],
    [443, 443, 443, 'tcp', 'tcp', true],
  ]);
});
