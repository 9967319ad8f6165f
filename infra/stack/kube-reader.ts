import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { getCACertificates } from 'node:tls';
import { z } from 'zod';
import { type ClusterAccess, clusterAccess } from './cluster-access.ts';
import { jsonOf } from './json-of.ts';
import { Refusal } from './refusal.ts';

const timeoutMs = 10_000;
const resourceList = z.object({ resources: z.array(z.object({ name: z.string(), kind: z.string() })) });

/** Reads single objects of a cluster, as the user of a kubeconfig. */
export class KubeReader {
  readonly access: ClusterAccess;

  /** @throws Refusal for a kubeconfig that cannot be used; never prints it */
  constructor(kubeconfig: string) {
    this.access = clusterAccess(kubeconfig);
  }

  /** An object by the path that the API gives its kind; `null` where there is none. */
  async object(apiVersion: string, kind: string, name: string, namespace?: string): Promise<unknown> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const list = await this.#get(group);
    if (list === null) return null;
    const kinds = resourceList.safeParse(list);
    if (!kinds.success) throw new Refusal(`${this.access.server}${group} answers no list of kinds.`);
    const plural = pluralOf(kinds.data, kind);
    if (plural === undefined) return null;
    const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
    return this.#get(`${group}${within}/${plural}/${name}`);
  }

  async #get(path: string): Promise<unknown> {
    const { server } = this.access;
    const answer = await this.#answer(path).catch(({ message, name }: Error) => {
      const reason = /Abort|Timeout/.test(name) ? 'no whole answer within 10 s' : message;
      throw new Refusal(`${server} cannot be reached: ${reason}.`);
    });
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw new Refusal(`${server}${path} answers ${answer.status}.`);
    const body = jsonOf(answer.body);
    if (body === undefined) throw new Refusal(`${server}${path} answers no JSON.`);
    return body;
  }

  async #answer(path: string): Promise<{ status: number | undefined; body: string }> {
    const { certificate, certificateAuthority, key, server, token } = this.access;
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const asking = request(`${server}${path}`, {
      ca: certificateAuthority ?? [...getCACertificates('default'), ...getCACertificates('system')],
      cert: certificate,
      key,
      headers: { accept: 'application/json', ...authorization },
      // Of the whole answer: one that trickles would never be idle.
      signal: AbortSignal.timeout(timeoutMs),
    });
    asking.on('error', () => undefined); // before the answer `once` throws it, later the body does
    asking.end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    return { status: answer.statusCode, body: await text(answer) };
  }
}

const pluralOf = ({ resources }: z.infer<typeof resourceList>, kind: string): string | undefined =>
  resources.find((resource) => resource.kind === kind && !resource.name.includes('/'))?.name;
