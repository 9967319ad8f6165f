import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One request as it came, and what it was answered; 0: nothing. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  status: number;
}

type Match = (seen: Passed) => boolean;
interface Fault {
  readonly match: Match;
  readonly kind: 'cut' | 'hold' | 'answer';
  left: number;
  readonly wait?: Promise<void>;
  readonly reply?: { status: number; headers: Record<string, string>; body: string };
  readonly arrived?: () => void;
}

/**
 * Stands between a browser and the twin, and does to single requests what networks do. It keeps a record of all.
 */
export class FaultProxy {
  readonly passed: Passed[] = [];
  readonly #targetPort: number;
  readonly #server = createServer((req, res) => void this.#serve(req, res).catch(() => res.destroy()));
  #faults: Fault[] = [];
  #isDown = false;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
  }

  static async start(targetPort: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(targetPort);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** No request gets through, and those under way break. */
  down(): void {
    this.#isDown = true;
    this.#server.closeAllConnections();
  }

  up(): void {
    this.#isDown = false;
  }

  /** The server does it, but its answer is lost. */
  cutAnswer(match: Match, times = 1): void {
    this.#faults.push({ match, kind: 'cut', left: times });
  }

  /** Answered by us in the server's place. */
  answer(
    match: Match,
    reply: { status: number; headers?: Record<string, string>; body?: string },
    times = 1,
  ): void {
    this.#faults.push({ match, kind: 'answer', left: times, reply: { headers: {}, body: '', ...reply } });
  }

  /** Keeps requests back, before the server sees them, until they are released. */
  hold(match: Match, times = 1): { arrived: Promise<void>; release: () => void } {
    let release = (): void => undefined;
    let arrive = (): void => undefined;
    const wait = new Promise<void>((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    this.#faults.push({ match, kind: 'hold', left: times, wait, arrived: () => arrive() });
    return { arrived, release: () => release() };
  }

  /** Forgets all faults and the record. */
  reset(): void {
    this.#faults = [];
    this.#isDown = false;
    this.passed.length = 0;
  }

  /** Requests of the record that write something. */
  get writes(): readonly Passed[] {
    return this.passed.filter(({ method, path }) => method !== 'GET' && path.startsWith('/bff/app/'));
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (this.#isDown) return void req.socket.destroy();
    const body = await buffer(req);
    const { method = 'GET', url: path = '/', headers } = req;
    const seen: Passed = { method, path, headers, body: body.toString(), status: 0 };
    this.passed.push(seen);
    const fault = this.#faultFor(seen);
    fault?.arrived?.();
    await fault?.wait;
    if (this.#isDown) return void req.socket.destroy();
    if (fault?.reply) {
      seen.status = fault.reply.status;
      return void res.writeHead(fault.reply.status, fault.reply.headers).end(fault.reply.body);
    }
    const answer = await this.#forward(seen, body);
    const content = await buffer(answer);
    seen.status = answer.statusCode ?? 0;
    if (fault?.kind === 'cut' || this.#isDown) return void req.socket.destroy();
    res.writeHead(seen.status, answer.rawHeaders).end(content);
  }

  #faultFor(seen: Passed): Fault | undefined {
    const fault = this.#faults.find(({ left, match }) => left > 0 && match(seen));
    if (fault) fault.left -= 1;
    return fault;
  }

  async #forward({ method, path, headers }: Passed, body: Buffer): Promise<IncomingMessage> {
    const sent = request({ host: '127.0.0.1', port: this.#targetPort, method, path, headers });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer;
  }
}
