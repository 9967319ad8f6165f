import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StartedApp {
  /** Base URL without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** A whole service in this process, on a free port of loopback. */
export async function startApp(app: RequestListener): Promise<StartedApp> {
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
