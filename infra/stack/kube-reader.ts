import { request } from 'node:https';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from './refusal.ts';

const kubeconfigSchema = z.object({
  'current-context': z.string(),
  contexts: z.array(
    z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) }),
  ),
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.object({ server: z.url(), 'certificate-authority-data': z.base64() }),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      user: z.object({
        token: z.string().optional(),
        'client-certificate-data': z.base64().optional(),
        'client-key-data': z.base64().optional(),
      }),
    }),
  ),
});

const timeoutMs = 10_000;
const resourceList = z.object({ resources: z.array(z.object({ name: z.string(), kind: z.string() })) });

/** Reads single objects of a cluster, as the user of a kubeconfig. */
export class KubeReader {
  readonly server: string;
  /** Base64 of the PEM that the server's certificate is checked with. */
  readonly certificateAuthority: string;
  readonly #user: z.infer<typeof kubeconfigSchema>['users'][number]['user'];

  /** @throws Refusal for a text that is no kubeconfig with everything in it; never prints it */
  constructor(kubeconfig: string) {
    const { cluster, user } = parts(kubeconfig);
    this.server = cluster.server.replace(/\/$/, '');
    this.certificateAuthority = cluster['certificate-authority-data'];
    this.#user = user;
  }

  /** An object by the path that the API gives its kind; `null` where there is none. */
  async object(apiVersion: string, kind: string, name: string, namespace?: string): Promise<unknown> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const list = await this.#get(group);
    const plural = list === null ? undefined : pluralOf(resourceList.parse(list), kind);
    if (plural === undefined) return null;
    const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
    return this.#get(`${group}${within}/${plural}/${name}`);
  }

  #get(path: string): Promise<unknown> {
    const { token } = this.#user;
    const pem = (key: 'client-certificate-data' | 'client-key-data') =>
      this.#user[key] === undefined ? undefined : Buffer.from(this.#user[key], 'base64');
    return new Promise((resolve, reject) => {
      const asking = request(
        `${this.server}${path}`,
        {
          ca: Buffer.from(this.certificateAuthority, 'base64'),
          cert: pem('client-certificate-data'),
          key: pem('client-key-data'),
          headers: {
            accept: 'application/json',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          timeout: timeoutMs,
        },
        async (answer) => {
          const chunks: Buffer[] = [];
          for await (const chunk of answer) chunks.push(chunk as Buffer);
          if (answer.statusCode === 404) return resolve(null);
          if (answer.statusCode !== 200)
            return reject(new Refusal(`${this.server}${path} answers ${answer.statusCode}.`));
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        },
      );
      asking.on('timeout', () => asking.destroy(new Error('no answer within 10 s')));
      asking.on('error', ({ message }) =>
        reject(new Refusal(`${this.server} cannot be reached: ${message}.`)),
      );
      asking.end();
    });
  }
}

const pluralOf = ({ resources }: z.infer<typeof resourceList>, kind: string): string | undefined =>
  resources.find((resource) => resource.kind === kind && !resource.name.includes('/'))?.name;

function parts(text: string) {
  const refusal = new Refusal(
    'The kubeconfig cannot be used: it needs a current context, the certificate authority and the user in it.',
  );
  const config = kubeconfigSchema.safeParse(yamlOf(text)).data;
  const context = config?.contexts.find(({ name }) => name === config['current-context'])?.context;
  const cluster = config?.clusters.find(({ name }) => name === context?.cluster)?.cluster;
  const user = config?.users.find(({ name }) => name === context?.user)?.user;
  if (!cluster || !user) throw refusal;
  return { cluster, user };
}

function yamlOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined; // told by the caller, without the text
  }
}
