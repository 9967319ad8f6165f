import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a connection does: passes on, passes on late, or takes everything and answers nothing. */
export type Manner = 'pass' | 'slow' | 'silent';

export interface UnrulyProxy {
  readonly port: number;
  /** Of connections that are open, too. */
  manner: Manner;
  /** Breaks all connections and refuses new ones. */
  refuse(): Promise<void>;
  /** Listens again, on the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

const slowMs = 200;

/** Stands before a server that tests want closed, silent or slow. */
export async function startUnrulyProxy(targetPort: number, manner: Manner = 'pass'): Promise<UnrulyProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      // One end's death is the other's.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => {
      if (proxy.manner === 'pass') near.write(chunk);
      if (proxy.manner === 'slow') setTimeout(() => near.destroyed || near.write(chunk), slowMs);
    });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const refuse = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const proxy: UnrulyProxy = {
    port,
    manner,
    refuse,
    accept: () => listen(port),
    close: async () => (server.listening ? refuse() : undefined),
  };
  return proxy;
}
