import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { alone } from './alone.ts';
import { cacheFolder, givenBinaries, goEnvironment } from './environment.ts';
import { goModuleFolder, kubernetesVersion, sourcesHash } from './go-module.ts';
import { ProcessGuard } from './process-guard.ts';

const programs = ['kube-apiserver', 'kube-controller-manager', 'etcd'] as const;
const packages = [
  'k8s.io/kubernetes/cmd/kube-apiserver',
  'k8s.io/kubernetes/cmd/kube-controller-manager',
  './etcd',
];

/**
 * The folder with the servers' programs: the given one, or one in the user's cache, where they are built once.
 * @throws Error with what Go printed when they cannot be built
 */
export async function kubernetesBinaries(): Promise<string> {
  if (givenBinaries !== undefined) return givenBinaries;
  const name = `kubernetes-${kubernetesVersion}-${sourcesHash}`;
  const folder = join(cacheFolder, name);
  // Two builds at once would take twice as long.
  if (!isComplete(folder)) await alone(name, () => buildInto(folder));
  return folder;
}

const isComplete = (folder: string): boolean => programs.every((name) => existsSync(join(folder, name)));

async function buildInto(folder: string): Promise<void> {
  if (isComplete(folder)) return;
  process.stderr.write(
    `Building Kubernetes ${kubernetesVersion} into ${folder} (once, about ten minutes on two cores)\n`,
  );
  await mkdir(cacheFolder, { recursive: true });
  const fresh = await mkdtemp(`${folder}.`);
  try {
    await goBuild(fresh);
    await rename(fresh, folder); // complete or not there at all
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!isComplete(folder)) throw error;
  }
}

async function goBuild(folder: string): Promise<void> {
  const guard = new ProcessGuard(folder);
  const words = [
    ...['build', '-p', '2', '-trimpath', '-buildvcs=false'],
    // Without debugging information, and with the version that clients ask for.
    ...['-gcflags', 'all=-dwarf=false', '-ldflags', `-s -w ${versionFlags()}`],
    ...['-o', `${folder}/`, ...packages],
  ];
  const go = spawn('go', words, {
    cwd: goModuleFolder,
    env: goEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (go.pid !== undefined) guard.add(go.pid);
  let output = '';
  go.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise((resolve) => void go.once('error', resolve).once('close', resolve));
  guard.release();
  if (code !== 0) throw new Error(`go build ended with ${String(code)}:\n${output.slice(-4_000)}`);
}

function versionFlags(): string {
  const [major, minor] = kubernetesVersion.slice(1).split('.');
  const values = { gitVersion: kubernetesVersion, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  return Object.entries(values)
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}
