import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export const floorRows = 200;

export interface FloorServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The least that shows 200 rows: one compressed HTML file, its style in it, no script, served by bare `node:http`. */
export async function startFloorServer(): Promise<FloorServer> {
  const body = gzipSync(page(), { level: 9 });
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' };
  const server = createServer((_req, res) => void res.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function page(): string {
  const rows = Array.from(
    { length: floorRows },
    (_, n) =>
      `<li class="row"><input type="checkbox" aria-label="Task ${n}"> Task number ${n}: write, review, send</li>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tasks</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 1rem; font: 1rem/1.5 system-ui, sans-serif } ul { padding: 0 } .row { display: block; padding: .75rem 0; border-bottom: 1px solid #ddd }</style>
<h1>Tasks</h1><ul>${rows.join('')}</ul></html>`;
}
