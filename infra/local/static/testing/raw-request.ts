import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A request whose path goes out as it is written: `fetch` would tidy `..` away. */
export async function rawRequest(
  base: string,
  path: string,
  { method = 'GET', headers = {} }: RawOptions = {},
): Promise<RawAnswer> {
  const sent = request(base, { path, method, headers, agent: false });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
}
