import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP relay that can be cut and mended, to take a database away. */
export interface BreakableProxy {
  readonly host: string;
  readonly port: number;
  /** `refuse`: ends all connections and takes no new ones; `silence`: takes them and says nothing. */
  cut(how: 'refuse' | 'silence'): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Relays a free port of loopback to the target. */
export async function startBreakableProxy(target: { host: string; port: number }): Promise<BreakableProxy> {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((inner) => {
    track(inner);
    if (silent) return;
    const outer = connect(target.port, target.host);
    track(outer);
    inner.on('data', (chunk) => (silent ? undefined : outer.write(chunk)));
    outer.on('data', (chunk) => (silent ? undefined : inner.write(chunk)));
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const)
      one.on('close', () => other.destroy());
  });
  function track(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }
  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    async cut(how) {
      if (how === 'silence') silent = true;
      else await stop();
    },
    async mend() {
      silent = false;
      for (const socket of sockets) socket.destroy();
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: stop,
  };
}
