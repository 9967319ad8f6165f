import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '@goalixa/kit/openapi.ts';
import { operations } from '../contract.ts';

interface Described {
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: object }>>;

/** An answer over HTTP, read whole. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const document = openApiDocument({ title: 'Core API', version: '1', operations }) as {
  paths: Record<string, Record<string, Described>>;
  components: object;
};
// OpenAPI 3.1 speaks JSON Schema 2020-12, which ajv's default export does not.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'doc', ...document });

/** Which operation a request meets. */
function describedOf(method: string, path: string): Described | undefined {
  const plain = path.split('?')[0] ?? '';
  const known = Object.keys(document.paths)
    .filter((pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain))
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  return known === undefined ? undefined : document.paths[known]?.[method.toLowerCase()];
}

/** @throws Error when an answer is not what the OpenAPI document says: status, content type, headers, body */
export function requireDescribed(method: string, path: string, { status, headers, text }: Seen): void {
  const described = describedOf(method, path);
  if (!described || status === 404 || status === 405) return requireProblem(status, headers, text);
  const answer = described.responses[String(status)];
  if (!answer) return requireProblem(status, headers, text);
  for (const name of Object.keys(answer.headers ?? {})) {
    if (!headers.has(name)) throw new Error(`${method} ${path}: ${status} lacks the header ${name}`);
  }
  const schema = answer.content?.['application/json']?.schema;
  if (!schema) {
    if (text !== '') throw new Error(`${method} ${path}: ${status} has a body that is not described`);
    return;
  }
  if (!headers.get('content-type')?.startsWith('application/json')) throw new Error(`${path}: not JSON`);
  validate(schema, text, `${method} ${path}: ${status}`);
}

function requireProblem(status: number, headers: Headers, text: string): void {
  if (!headers.get('content-type')?.startsWith('application/problem+json')) {
    throw new Error(`${status} is neither described nor a problem document: ${text}`);
  }
  validate({ $ref: 'doc#/components/schemas/Problem' }, text, `problem ${status}`);
}

function validate(schema: object, text: string, what: string): void {
  const check = ajv.compile(schema);
  if (!check(JSON.parse(text))) throw new Error(`${what}: ${ajv.errorsText(check.errors)} in ${text}`);
}
