import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goEnvironment } from './environment.ts';

/** The Go module that builds the servers. */
export const goModuleFolder = import.meta.dirname;

const read = (file: string): string => readFileSync(join(goModuleFolder, file), 'utf8');
const versionOf = (module: string): string =>
  new RegExp(`^\\t${module} (v\\S+)$`, 'm').exec(read('go.mod'))?.[1] ?? '';

/** `v1.36.4`. */
export const kubernetesVersion = versionOf('k8s.io/kubernetes');

/** Eight hexadecimal digits that change with whatever the binaries are made of. */
export const sourcesHash = createHash('sha256')
  .update(['go.mod', 'go.sum', 'etcd/main.go'].map(read).join())
  .digest('hex')
  .slice(0, 8);

/** Why the servers cannot be built here, as a few words; `undefined` where they can. */
export function whyNoGo(): string | undefined {
  // In the module's folder Go also says whether it is new enough, or becomes it.
  const { error, status, stderr } = spawnSync('go', ['version'], {
    cwd: goModuleFolder,
    encoding: 'utf8',
    env: goEnvironment,
  });
  if (error) return 'go is not on the PATH';
  return status === 0 ? undefined : (stderr.trim().split('\n').at(-1) ?? 'go does not run');
}
