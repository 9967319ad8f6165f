import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../infra/local/postgres/free-port.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import { ApiClient, type Connection } from './api-client.ts';
import { kubeconfigOf } from './kubeconfig-of.ts';
import { kubernetesBinaries } from './kubernetes-binaries.ts';
import { ProcessGuard } from './process-guard.ts';
import { ServerProcess } from './server-process.ts';

const readyLimitMs = 60_000;

/** A cluster without nodes: etcd, kube-apiserver and kube-controller-manager on loopback. Nothing runs on it. */
export interface RunningApiServer extends Connection {
  /** As an administrator. */
  readonly client: ApiClient;
  /** Text of a kubeconfig for the owner of `token`; by default an administrator's. */
  kubeconfig(token?: string): string;
  /** A client for the owner of `token`. */
  clientOf(token: string): ApiClient;
  /** A token of a ServiceAccount, for an hour. */
  tokenOf(namespace: string, serviceAccount: string): Promise<string>;
  /** Ends it; nothing is left behind. */
  stop(): Promise<void>;
}

interface Run {
  readonly folder: string;
  readonly guard: ProcessGuard;
  readonly processes: ServerProcess[];
  readonly clients: ApiClient[];
}

/**
 * Starts a new, empty cluster; the first time its programs are built, which takes minutes. RBAC and the default
 * admission plugins are on, Pod Security among them. It ends with this process, however that ends.
 * @throws Error with the last lines of the server that did not start
 */
export async function startApiServer(): Promise<RunningApiServer> {
  const binaries = await kubernetesBinaries();
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-apiserver-'));
  const run: Run = { folder, guard: new ProcessGuard(folder), processes: [], clients: [] };
  try {
    return await startIn(run, binaries);
  } catch (error) {
    await stop(run);
    throw error;
  }
}

async function stop({ clients, folder, guard, processes }: Run): Promise<void> {
  for (const client of clients) client.close();
  await Promise.all(processes.map((server) => server.kill()));
  guard.release();
  await rm(folder, { recursive: true, force: true });
}

async function startIn(run: Run, binaries: string): Promise<RunningApiServer> {
  const tokens = { admin: newToken(), controllerManager: newToken() };
  await writeKeys(run.folder, tokens);
  const etcd = await startEtcd(run, binaries);
  const port = await freePort();
  const server = startServer(run, binaries, port, etcd);
  const connection = await connectionTo(run.folder, port, tokens.admin, server);
  const client = new ApiClient(connection);
  run.clients.push(client);
  await until(() => answersReady(client, run.processes), readyLimitMs, 'the API server is ready');
  await startControllers(run, binaries, { ...connection, token: tokens.controllerManager });
  return running(run, connection, client);
}

function running(run: Run, connection: Connection, client: ApiClient): RunningApiServer {
  return {
    ...connection,
    client,
    kubeconfig: (token = connection.token) => kubeconfigOf({ ...connection, token }),
    clientOf(token) {
      const other = new ApiClient({ ...connection, token });
      run.clients.push(other);
      return other;
    },
    async tokenOf(namespace, serviceAccount) {
      const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
      const { body } = await client.send('POST', path, { spec: { expirationSeconds: 3600 } });
      const status = body['status'] as { readonly token: string } | undefined;
      if (!status) throw new Error(`No token for ${namespace}/${serviceAccount}: ${body.message}`);
      return status.token;
    },
    stop: () => stop(run),
  };
}

const newToken = (): string => randomBytes(24).toString('base64url');

/** Keys that sign ServiceAccounts' tokens, and who has which fixed token. */
async function writeKeys(
  folder: string,
  tokens: { readonly admin: string; readonly controllerManager: string },
): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const users = [
    `${tokens.admin},admin,admin,system:masters`,
    `${tokens.controllerManager},system:kube-controller-manager,controller-manager`,
  ];
  await Promise.all([
    writeFile(join(folder, 'sa.key'), privateKey, { mode: 0o600 }),
    writeFile(join(folder, 'sa.pub'), publicKey),
    writeFile(join(folder, 'tokens.csv'), `${users.join('\n')}\n`, { mode: 0o600 }),
  ]);
}

/** @returns its address */
async function startEtcd({ folder, guard, processes }: Run, binaries: string): Promise<string> {
  const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const options = {
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'unsafe-no-fsync': 'true',
    'log-level': 'error',
  };
  processes.push(new ServerProcess(join(binaries, 'etcd'), options, guard));
  return client;
}

function startServer({ folder, guard, processes }: Run, binaries: string, port: number, etcd: string) {
  const options = {
    'etcd-servers': etcd,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': port,
    // There it makes its own certificate.
    'cert-dir': join(folder, 'certificates'),
    'authorization-mode': 'RBAC',
    'token-auth-file': join(folder, 'tokens.csv'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': join(folder, 'sa.pub'),
    'service-account-signing-key-file': join(folder, 'sa.key'),
    'service-cluster-ip-range': '10.43.0.0/16',
    'endpoint-reconciler-type': 'none',
    // As k3s has it: what refuses a privileged pod is its namespace.
    'allow-privileged': 'true',
    profiling: 'false',
  };
  const server = new ServerProcess(join(binaries, 'kube-apiserver'), options, guard);
  processes.push(server);
  return server;
}

async function startControllers({ folder, guard, processes }: Run, binaries: string, as: Connection) {
  const kubeconfig = join(folder, 'controller-manager.kubeconfig');
  await writeFile(kubeconfig, kubeconfigOf(as), { mode: 0o600 });
  const options = {
    kubeconfig,
    'authentication-kubeconfig': kubeconfig,
    'authorization-kubeconfig': kubeconfig,
    'secure-port': 0,
    'leader-elect': 'false',
    'use-service-account-credentials': 'true',
    'service-account-private-key-file': join(folder, 'sa.key'),
    'kube-api-qps': 200,
    'kube-api-burst': 400,
  };
  processes.push(new ServerProcess(join(binaries, 'kube-controller-manager'), options, guard));
}

/** Waits for the certificate that the server makes itself. */
async function connectionTo(
  folder: string,
  port: number,
  token: string,
  server: ServerProcess,
): Promise<Connection> {
  const file = join(folder, 'certificates', 'apiserver.crt');
  let ca = '';
  const isThere = async (): Promise<boolean> => {
    server.assertRuns();
    ca = await readFile(file, 'utf8').catch(() => '');
    return ca.endsWith('-----END CERTIFICATE-----\n');
  };
  await until(isThere, readyLimitMs, 'the API server has a certificate');
  return { url: `https://127.0.0.1:${port}`, ca, token };
}

async function answersReady(client: ApiClient, processes: readonly ServerProcess[]): Promise<boolean> {
  for (const server of processes) server.assertRuns();
  const answer = await client.send('GET', '/readyz').catch(() => undefined); // not listening yet
  return answer?.status === 200;
}
