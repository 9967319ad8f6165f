import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a stand-in behaves: answers, accepts and says nothing, or breaks every connection. */
export type Mode = 'up' | 'silent' | 'down';

export interface StandIn {
  readonly url: string;
  mode: Mode;
  close(): Promise<void>;
}

/** A service behind the BFF that a test can silence or break. */
export async function startStandIn(
  handle: (req: IncomingMessage, res: ServerResponse, body: string) => Promise<void> | void,
): Promise<StandIn> {
  const server = createServer(async (req, res) => {
    if (standIn.mode === 'down') {
      req.socket.destroy();
      return;
    }
    const body = await bodyOf(req);
    if (body !== null && standIn.mode === 'up') await handle(req, res, body);
  });
  // The other side's death is what several tests are about.
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'up',
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return standIn;
}

/** @returns the body, or `null` when the caller broke off */
async function bodyOf(req: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of req) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  } catch (error) {
    if (req.destroyed) return null;
    throw error;
  }
}

/** Answers JSON. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  res.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
}
