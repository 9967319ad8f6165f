import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { flushLogger } from './logger.ts';

export interface ServeOptions {
  readonly app: Express;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly logger: Logger;
  /** Closes pools and the like, after the last answer. */
  readonly onClose?: () => Promise<unknown>;
}

export interface RunningService {
  readonly port: number;
  /** Drains: no new connections, running requests get up to 10 s, then `onClose`. */
  close(): Promise<void>;
}

const drainLimitMs = 10_000;
const maxHeaderSize = 16 * 1_024;

/** Listens, and on SIGTERM or SIGINT drains and exits 0. */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { app, host, port, logger } = options;
  const server = createServer({ maxHeaderSize, requestTimeout: 30_000, headersTimeout: 10_000 }, app);
  server.keepAliveTimeout = 75_000; // longer than the proxy's idle time, or it meets a closing connection
  server.listen(port, host);
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  logger.info({ host, port: bound }, 'listening');

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= drain());
  const drain = async () => {
    app.set('draining', true);
    const closed = once(server, 'close');
    server.close();
    // A connection whose last answer has just gone out stays open for another request: close those as well.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const limit = setTimeout(() => server.closeAllConnections(), drainLimitMs);
    await closed;
    clearInterval(idle);
    clearTimeout(limit);
    await options.onClose?.();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'draining');
      void close()
        .catch((error: unknown) => logger.error({ err: error }, 'closing failed'))
        .then(() => flushLogger(logger))
        .then(() => process.exit(0));
    });
  }
  return { port: bound, close };
}
