import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Why the servers and the operators' kinds cannot be had here, as a few words; `undefined` where they can. */
export function whyNoGo(environment: NodeJS.ProcessEnv = goEnvironment): string | undefined {
  // In the module's folder Go also says whether it is new enough, or becomes it.
  return (
    complaintOf(['version'], goModuleFolder, environment) ??
    // Told by the module cache, or by who serves modules.
    complaintOf(['list', '-m', `k8s.io/kubernetes@${kubernetesVersion}`], tmpdir(), environment)
  );
}

/** Why Go does not run, or the last line of its complaint. */
function complaintOf(words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string | undefined {
  const { error, status, stderr } = spawnSync('go', words, { cwd, encoding: 'utf8', env, timeout: 60_000 });
  if (error) return 'code' in error && error.code === 'ENOENT' ? 'go is not on the PATH' : error.message;
  return status === 0 ? undefined : (stderr.trim().split('\n').at(-1) ?? 'go does not run');
}
