import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryCopy } from '../../infra/fixtures/repository-copy.ts';
import { runStack } from '../../infra/stack/testing/run-stack.ts';
import type { CommittedStack } from './committed-clusters.ts';
import type { FilledCluster } from './fill-cluster.ts';

/** What `npm run stack` asks of the cluster itself, with a stand-in for the CLI. */
export function describeStackCommand(tenant: CommittedStack, cluster: () => FilledCluster): void {
  describe(`npm run stack about ${tenant.stack}, which asks the API server`, () => {
    let folder: string;
    let copy: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'goalixa-link-'));
      copy = repositoryCopy(join(folder, 'copy'));
      mkdirSync(join(copy, 'stand-in'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const prepare = (name: string, text: string): void => writeFileSync(join(copy, 'stand-in', name), text);

    it("links: the tenant's own token goes into its encrypted configuration, and onto no screen", async () => {
      const { server } = cluster();
      prepare('kubeconfig', server.kubeconfig());
      const { calls, code, output } = await runStack(copy, ['link', tenant.stack]);
      expect([code, calls.at(-1)?.args]).toEqual([
        0,
        ['config', 'set', '--secret', 'goalixa:kubeconfig', '--stack', tenant.stack],
      ]);
      const kubeconfig = calls.at(-1)?.input ?? '';
      const { users } = parse(kubeconfig) as { users: { user: { token: string } }[] };
      const token = users[0]?.user.token ?? '';
      expect([token === server.token, output.includes(token)]).toEqual([false, false]);
      const { body } = await server
        .clientOf(token)
        .send('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {});
      const { userInfo } = body['status'] as { userInfo: { username: string } };
      expect(userInfo.username).toBe(`system:serviceaccount:${tenant.environment}:tenant-stack`);
    });

    it("checks the server by a certificate's file too, or by what the machine trusts, and never not at all", async () => {
      const config = parse(cluster().server.kubeconfig()) as { clusters: { cluster: ClusterEntry }[] };
      const { 'certificate-authority-data': data = '', server } = config.clusters[0]!.cluster;
      const file = join(folder, 'ca.pem');
      writeFileSync(file, Buffer.from(data, 'base64'));
      const linkBy = async (entry: ClusterEntry, environment: Record<string, string> = {}) => {
        prepare(
          'kubeconfig',
          JSON.stringify({ ...config, clusters: [{ ...config.clusters[0], cluster: entry }] }),
        );
        const { calls, code, output } = await runStack(copy, ['link', tenant.stack], { environment });
        if (code !== 0) return output;
        return (parse(calls.at(-1)?.input ?? '') as typeof config).clusters[0]?.cluster;
      };
      expect(await linkBy({ server, 'certificate-authority': file })).toEqual({
        server,
        'certificate-authority-data': data,
      });
      expect(await linkBy({ server }, { NODE_EXTRA_CA_CERTS: file })).toEqual({ server });
      expect(await linkBy({ server })).toMatch(/cannot be reached: .*certificate/);
    });

    it('refuses to link to a cluster that has no token of the tenant', async () => {
      const kubeconfig = cluster().server.kubeconfig();
      prepare('kubeconfig', kubeconfig);
      const other = repositoryCopy(join(folder, 'other'));
      const file = join(other, `Pulumi.${tenant.stack}.yaml`);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/environment: \w+/, 'environment: preview'));
      mkdirSync(join(other, 'stand-in'));
      writeFileSync(join(other, 'stand-in', 'kubeconfig'), kubeconfig);
      const { code, output } = await runStack(other, ['link', tenant.stack]);
      expect([code, output]).toEqual([1, expect.stringContaining('holds no token of the tenant "preview"')]);
    });

    it("takes over what a killed run has made, and forgets what is not there or is another's", async () => {
      const { server } = cluster();
      const [present, foreign, absent] = ['made', 'default', 'nowhere'].map((name) => ({
        ...{ name, namespace: tenant.environment },
      })) as [Account, Account, Account];
      const account = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { ...present, labels: { a: 'b' } },
      };
      const made = await server.client.create(account, '&fieldManager=pulumi-kubernetes');
      expect(made.status).toBe(201);
      prepare('export', exported(server.kubeconfig(), [present, foreign, absent]));
      // `link` has set the kubeconfig above.
      appendFileSync(
        join(copy, `Pulumi.${tenant.stack}.yaml`),
        '  goalixa:rootSecret1:\n    secure: v1:abc\n',
      );
      const { calls, code, output } = await runStack(copy, ['up', tenant.stack, '--yes']);
      expect([code, output]).toEqual([0, expect.stringContaining('made 3 resources, of which 1 are there')]);
      expect(calls.at(-2)?.args).toEqual([
        ...['refresh', '--stack', tenant.stack, '--yes', '--skip-preview', '--non-interactive'],
        ...['--target', 'urn:made'],
      ]);
      const { deployment } = JSON.parse(calls.at(-3)?.input ?? '') as { deployment: { resources: object[] } };
      expect(deployment.resources.slice(1)).toEqual([
        expect.objectContaining({ urn: 'urn:made', id: `${tenant.environment}/made` }),
      ]);
    });
  });
}

interface ClusterEntry {
  readonly server: string;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
}

interface Account {
  readonly name: string;
  readonly namespace: string;
}

/** A state with ServiceAccounts whose making was begun. */
function exported(kubeconfig: string, accounts: readonly Account[]): string {
  const type = 'kubernetes:core/v1:ServiceAccount';
  const secret = { '4dabf18193072939515e22adb298388d': 'mark', plaintext: JSON.stringify(kubeconfig) };
  const provider = {
    urn: 'urn:provider',
    type: 'pulumi:providers:kubernetes',
    inputs: { kubeconfig: secret },
  };
  const begun = accounts.map((metadata) => ({
    type: 'creating',
    resource: {
      urn: `urn:${metadata.name}`,
      type,
      inputs: { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    },
  }));
  return JSON.stringify({ deployment: { resources: [provider], pending_operations: begun } });
}
