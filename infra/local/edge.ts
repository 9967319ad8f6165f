import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import { problemOf } from '@goalixa/kit/problem.ts';
import { incomingRequestId, requestIdHeader } from '@goalixa/kit/request-id.ts';
import { createProxyServer } from 'httpxy';
import { routeFor, type EdgeRoute } from '../catalogue/routes-of.ts';
import { Refusal } from './refusal.ts';

// The services give up on what they need after 1.5 s; one that says nothing for longer is stopped or stuck.
const silentMs = 3_000;

/**
 * The twin's edge: the catalogue's routes on one port of loopback, no path rewritten, no header but
 * `X-Forwarded-*` added.
 */
export class Edge {
  readonly #servers: Server[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  readonly #proxy = createProxyServer({ agent: this.#agent, xfwd: true, proxyTimeout: silentMs });
  #report: (line: string) => void = () => undefined;
  #routes: readonly EdgeRoute[] = [];
  #targets: ReadonlyMap<string, string> = new Map();

  /**
   * Takes the port, on IPv4 and, where there is one, on IPv6 loopback; until `route` is called everything is 503.
   * @returns the port, a free one for 0
   * @throws Refusal when it is taken
   */
  async listen(wanted: number): Promise<number> {
    const port = await this.#listenOn('127.0.0.1', wanted);
    try {
      await this.#listenOn('::1', port);
    } catch (error) {
      if (error instanceof Refusal) {
        await this.close();
        throw error;
      }
    }
    return port;
  }

  /**
   * @param targets base URL of each deployable, by name
   * @param report gets a line for each request that its target did not answer
   */
  route(
    routes: readonly EdgeRoute[],
    targets: ReadonlyMap<string, string>,
    report: (line: string) => void,
  ): void {
    this.#routes = routes;
    this.#targets = targets;
    this.#report = report;
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#servers.splice(0).map(async (server) => {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }),
    );
    this.#agent.destroy();
  }

  async #listenOn(host: string, port: number): Promise<number> {
    const server = createServer({ keepAliveTimeout: 75_000 }, (req, res) => this.#serve(req, res));
    try {
      server.listen(port, host);
      await once(server, 'listening');
    } catch (error) {
      throw refusalOf(error, port);
    }
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  #serve(req: IncomingMessage, res: ServerResponse): void {
    req.url = originForm(req.url ?? '/');
    const target = this.#targets.get(routeFor(this.#routes, pathnameOf(req.url))?.target ?? '');
    if (target === undefined) return answerUnavailable(req, res);
    this.#proxy.web(req, res, { target }).catch((error: unknown) => {
      this.#report(`${req.method} ${req.url?.split('?')[0]} to ${target}: ${String(error)}`);
      answerUnavailable(req, res);
    });
  }
}

/** A target may come with scheme and host (RFC 9112, 3.2.2); only path and query go on. */
const originForm = (url: string): string => url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';

/** What routes are matched against, as in nginx: decoded and without dot segments. The path itself goes on as it came. */
function pathnameOf(url: string): string {
  const { pathname } = URL.canParse(url, 'http://edge') ? new URL(url, 'http://edge') : { pathname: '/' };
  try {
    return decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return pathname;
    throw error;
  }
}

function answerUnavailable(req: IncomingMessage, res: ServerResponse): void {
  if (res.headersSent) return void res.destroy();
  const requestId = incomingRequestId(req);
  const problem = problemOf(new AppError(kitErrors.dependency_unavailable), requestId);
  const headers = {
    'Content-Type': 'application/problem+json',
    'Retry-After': '1',
    [requestIdHeader]: requestId,
  };
  res.writeHead(503, headers).end(JSON.stringify(problem));
}

/** Only a taken or forbidden port refuses the start: a machine without IPv6 is as good. */
function refusalOf(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return new Refusal(`Port ${port} is in use: choose another with --port.`);
  if (code === 'EACCES')
    return new Refusal(`Port ${port} may not be opened by this user: choose another with --port.`);
  return error;
}
