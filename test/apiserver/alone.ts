import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Runs `task` while no other process of this machine runs one of the same name. Whoever waits goes on at once
 * when the other has ended, however it ended: the kernel takes an abstract socket back with its process.
 */
export async function alone<T>(name: string, task: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return task(); // others have no abstract sockets
  const release = await claim(`\0goalixa/${name}`);
  try {
    return await task();
  } finally {
    release();
  }
}

async function claim(address: string): Promise<() => void> {
  for (;;) {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => undefined);
    });
    if (await listens(server, address)) {
      return () => {
        server.close();
        for (const socket of waiting) socket.destroy();
      };
    }
    await endOf(address);
  }
}

async function listens(server: Server, address: string): Promise<boolean> {
  try {
    server.listen(address);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

/** Fulfilled when nobody listens there any more. */
async function endOf(address: string): Promise<void> {
  const socket = connect(address);
  socket.on('error', () => undefined); // it ended between the two calls
  await new Promise((resolve) => socket.once('close', resolve));
}
