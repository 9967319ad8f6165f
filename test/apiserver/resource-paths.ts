import type { ApiObject } from '../../infra/api-object.ts';
import type { Answer } from './api-client.ts';

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Where objects of a kind live, as the API server itself says. */
export class ResourcePaths {
  readonly #get: (path: string) => Promise<Answer>;
  readonly #known = new Map<string, Promise<readonly Resource[]>>();

  constructor(get: (path: string) => Promise<Answer>) {
    this.#get = get;
  }

  async ofObject(object: ApiObject): Promise<string> {
    return `${await this.ofKind(object)}/${object.metadata?.name}`;
  }

  /** @throws Error when the server does not know the kind */
  async ofKind({ apiVersion, kind, metadata }: ApiObject): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.#known.get(root) ?? this.#discover(root);
    this.#known.set(root, known);
    const resource = (await known).find((entry) => entry.kind === kind && !entry.name.includes('/'));
    if (!resource) throw new Error(`The API server knows no kind ${kind} of ${apiVersion}.`);
    const scope = resource.namespaced ? `/namespaces/${metadata?.namespace ?? 'default'}` : '';
    return `${root}${scope}/${resource.name}`;
  }

  async #discover(root: string): Promise<readonly Resource[]> {
    const { body } = await this.#get(root);
    return (body['resources'] as readonly Resource[] | undefined) ?? [];
  }
}
