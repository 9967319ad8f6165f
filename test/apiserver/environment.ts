import { userInfo } from 'node:os';
import { join } from 'node:path';

const home = process.env.HOME || userInfo().homedir;

/** A folder with `kube-apiserver`, `kube-controller-manager` and `etcd` that is used as it is. */
export const givenBinaries: string | undefined = process.env.KUBEBUILDER_ASSETS || undefined;

/** Keeps what takes minutes to build, for all clones of the repository. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(home, '.cache'), 'goalixa');

/** For `go`, which needs a home for its caches. */
export const goEnvironment: NodeJS.ProcessEnv = { ...process.env, HOME: home, CGO_ENABLED: '0', GOFLAGS: '' };

/** For the servers: nothing of ours, no proxy. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: home };
