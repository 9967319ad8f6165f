import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As text. */
  readonly body: string;
  /** As it came. */
  readonly bytes: Buffer;
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
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  const sent = request(base, { path, method, headers: given, agent: false });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const bytes = await buffer(answer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: bytes.toString(), bytes };
}
