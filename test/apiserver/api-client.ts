import { Agent, request } from 'node:https';
import type { ApiObject } from '../../infra/api-object.ts';
import { ResourcePaths } from './resource-paths.ts';

/** What the API server answered; a refusal has `reason` and `message`. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly message?: string; readonly reason?: string };
}

export interface Connection {
  /** `https://127.0.0.1:<port>`. */
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
}

type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** Asks the API server as the owner of one token. */
export class ApiClient {
  readonly #connection: Connection;
  readonly #agent: Agent;
  readonly #paths: ResourcePaths;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#agent = new Agent({ ca: connection.ca, keepAlive: true, maxSockets: 8 });
    this.#paths = new ResourcePaths((path) => this.send('GET', path));
  }

  /**
   * @param body an object, or YAML as it is
   * @param type media type of the body
   * @param more headers
   */
  send(
    method: Method,
    path: string,
    body?: unknown,
    type = 'application/json',
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      ...more,
      authorization: `Bearer ${this.#connection.token}`,
      ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: this.#agent };
      request(new URL(path, this.#connection.url), options, (response) => {
        let received = '';
        response.setEncoding('utf8').on('data', (chunk) => (received += String(chunk)));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(received) }));
      })
        .once('error', reject)
        .end(text);
    });
  }

  /** Server-side apply, as the provider does it: unknown fields are refused. */
  async apply(object: ApiObject, query = ''): Promise<Answer> {
    const path = await this.#paths.ofObject(object);
    const options = `fieldManager=goalixa&fieldValidation=Strict&force=true${query}`;
    return this.send('PATCH', `${path}?${options}`, object, 'application/apply-patch+yaml');
  }

  /** Creation; unknown fields are refused. */
  async create(object: ApiObject, query = ''): Promise<Answer> {
    const path = await this.#paths.ofKind(object);
    return this.send('POST', `${path}?fieldValidation=Strict${query}`, object);
  }

  /** Any other request about an object. */
  async about(method: Method, object: ApiObject, body?: unknown, type?: string): Promise<Answer> {
    return this.send(method, await this.#paths.ofObject(object), body, type);
  }

  /** The collection that an object of this kind and namespace belongs to. */
  async list(object: ApiObject, query = ''): Promise<Answer> {
    return this.send('GET', `${await this.#paths.ofKind(object)}${query}`);
  }

  /** `<group>/<plural>`, as RBAC names a kind. */
  async resourceOf(object: ApiObject): Promise<string> {
    const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
    return `${group}/${(await this.#paths.ofKind(object)).split('/').at(-1)}`;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Health checks answer with plain text, watches with an event in each line: the first will do. */
function parsed(text: string): Answer['body'] {
  const [line = ''] = text.split('\n', 1);
  return line.startsWith('{') ? (JSON.parse(line) as Answer['body']) : { message: line };
}
