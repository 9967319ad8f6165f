import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The stand-in of a release. @param version `v1.36.4+k3s1` */
const binaryOf = (version: string): string => `#!/bin/sh\nexec "$GOALIXA_COUNTED/k3s" ${version} "$@"\n`;

export const sha256Of = (version: string): string =>
  createHash('sha256').update(binaryOf(version)).digest('hex');

/** Serves releases of k3s at `<address>/<version>/k3s`, whatever the version is. */
export class Releases {
  /** Added to what is served. */
  suffix = '';
  readonly #server: Server = createServer((req, res) => {
    const version = decodeURIComponent(req.url?.split('/')[1] ?? '');
    res.end(binaryOf(version) + this.suffix);
  });

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
