import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = 'openssl';
export const hasOpenssl = spawnSync(program, ['version']).status === 0;

/** Of a test that needs the certificate of a cluster. */
export const why = hasOpenssl ? '' : ' (skipped: there is no openssl)';

/** Stands in for a cluster's API server: answers which Secrets there are, by `<namespace>/<name>`. */
export async function httpsCluster(secrets: Readonly<Record<string, object>>) {
  const { cert, key } = certificate();
  const server = createServer({ cert, key }, (request, response) => {
    const [, namespace, name] =
      /^\/api\/v1\/namespaces\/([^/]+)\/secrets\/([^/]+)$/.exec(request.url ?? '') ?? [];
    const kinds = { resources: [{ name: 'secrets', kind: 'Secret' }] };
    const answer = request.url === '/api/v1' ? kinds : secrets[`${namespace}/${name}`];
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority-data': Buffer.from(cert).toString('base64'),
  };
  return { cluster, close: () => server.close() };
}

function certificate(): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-certificate-'));
  const [cert, key] = [join(folder, 'cert'), join(folder, 'key')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  spawnSync(program, ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', cert]);
  const texts = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  rmSync(folder, { recursive: true });
  return texts;
}
