import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../../hosts/host.ts';
import { Cluster } from '../cluster.ts';
import { aCluster, type ClusterChanges } from './a-cluster.ts';
import { generateKey } from './generate-key.ts';
import { Releases, sha256Of } from './releases.ts';
import { SshdHost } from './sshd-host.ts';
import { SshEngine, type Update } from './ssh-engine.ts';

/** Hosts of a test, the releases that they download, and the engine that brings one to the others. */
export class TestCluster {
  readonly folder = mkdtempSync(join(tmpdir(), 'goalixa-k3s-'));
  readonly hosts: SshdHost[] = [];
  readonly releases = new Releases();
  engine = new SshEngine(this.folder);
  readonly #privateKey: string;

  constructor() {
    mkdirSync(join(this.folder, 'cluster'));
    const publicKey = generateKey(join(this.folder, 'key'));
    this.#privateKey = readFileSync(join(this.folder, 'key'), 'utf8');
    writeFileSync(join(this.folder, 'authorized_keys'), `${publicKey}\n`);
  }

  static async open(): Promise<TestCluster> {
    const cluster = new TestCluster();
    await cluster.releases.open();
    return cluster;
  }

  async close(): Promise<void> {
    await Promise.all([...this.hosts.map((host) => host.stop()), this.releases.close()]);
    rmSync(this.folder, { recursive: true });
  }

  async add(name: string, role: Host['role']): Promise<SshdHost> {
    const address = `127.0.0.${this.hosts.length + 2}`;
    const host = await SshdHost.start({ address, name, role }, this.folder);
    this.hosts.push(host);
    return host;
  }

  /** Puts an empty machine with the same host key in a host's place. */
  replace(name: string): void {
    rmSync(join(this.folder, name), { recursive: true });
    mkdirSync(join(this.folder, name));
    this.forget();
  }

  /** An `up` of a stack with these hosts. */
  up({ version, ...changes }: { version: string } & Partial<ClusterChanges>): Promise<Update> {
    const sha256 = { amd64: sha256Of(version), arm64: sha256Of(version) };
    const args = aCluster({
      hosts: this.hosts.map(({ host }) => host),
      privateKey: this.#privateKey,
      ...changes,
      options: { version, sha256, downloads: this.releases.address, ...changes.options },
    });
    return this.engine.up(() => new Cluster('cluster', args, {}));
  }

  /** Forgets what was run, so that everything is run again. */
  forget(): void {
    this.engine = new SshEngine(this.folder);
  }

  /** Nodes by name: `v1.36.4+k3s1 True`, with ` closed` where no pods are let onto it. */
  get nodes(): Record<string, string> {
    const folder = join(this.folder, 'cluster');
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return Object.fromEntries(entries.map(({ name }) => [name, stateOf(join(folder, name))]).sort());
  }

  /** Keeps what is on the hosts and in the cluster. @returns brings it back */
  keep(): () => void {
    const kept = mkdtempSync(join(this.folder, 'kept-'));
    const folders = ['cluster', ...this.hosts.map(({ host }) => host.name)];
    for (const name of folders) cpSync(join(this.folder, name), join(kept, name), { recursive: true });
    return () => {
      for (const name of folders) {
        rmSync(join(this.folder, name), { recursive: true });
        cpSync(join(kept, name), join(this.folder, name), { recursive: true });
      }
    };
  }

  /** Sets a state of the cluster that the stand-ins know; without text it is gone. */
  set(name: string, text?: string): void {
    const file = join(this.folder, 'cluster', name);
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
}

function stateOf(node: string): string {
  const [version, ready] = ['version', 'ready'].map((file) => readFileSync(join(node, file), 'utf8'));
  return `${version} ${ready}${existsSync(join(node, 'closed')) ? ' closed' : ''}`;
}
