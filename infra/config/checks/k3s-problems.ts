import { clusterSchema } from '../../cluster/cluster-config.ts';
import { versions } from '../../versions.ts';
import type { Problem } from '../config-problems.ts';
import type { ConfigDraft } from '../config-draft.ts';
import { type Architecture, hetznerTypes } from '../../hosts/hetzner-types.ts';
import type { Check } from './check.ts';
import { listedHosts } from './listed-hosts.ts';

/** The k3s that is installed: not newer than what the operators know, and checked before it runs. */
export const k3sProblems: Check = (config, { use }) => {
  const driver = config.hosts?.driver;
  if (driver === 'existing' || driver === 'stack') return ofNoUse(config, driver);
  return [...tooNew(config), ...(use === 'run' ? missingChecksums(config) : [])];
};

const defaults = clusterSchema.parse({});
const ofInstallation = ['version', 'sha256', 'downloads', 'tlsSans', 'snapshots'] as const;

/** Options of an installation, where k3s is somebody else's: a default among them is not noticed. */
const ofNoUse = ({ cluster }: ConfigDraft, driver: string): readonly Problem[] =>
  ofInstallation
    .filter((key) => cluster && JSON.stringify(cluster[key]) !== JSON.stringify(defaults[key]))
    .map((key) => ({
      path: ['cluster', key],
      message: `hosts.driver "${driver}" installs no k3s, so nothing reads this; leave it out`,
    }));

function tooNew({ cluster }: ConfigDraft): readonly Problem[] {
  const minor = Number(/^v1\.(\d+)\./.exec(cluster?.version ?? '')?.[1] ?? 0);
  if (minor <= Number(versions.kubernetes.split('.')[1])) return [];
  const message = `"${cluster?.version}" is newer than the operators support; use one of ${versions.kubernetes} or leave it out`;
  return [{ path: ['cluster', 'version'], message }];
}

function missingChecksums(config: ConfigDraft): readonly Problem[] {
  const { cluster, hosts } = config;
  const known = cluster?.sha256 ?? {};
  const source = (architecture: string) =>
    `copy it from "sha256sum-${architecture}.txt" of the release ${cluster?.version ?? versions.k3s}`;
  if (hosts?.driver === 'ssh' && Object.keys(known).length === 0) {
    const message = `missing, and hosts.driver is "ssh"; name "amd64", "arm64" or both, and ${source('<name>')}`;
    return [{ path: ['cluster', 'sha256'], message }];
  }
  if (hosts?.driver !== 'hetzner') return [];
  return [...neededBy(config)]
    .filter(([architecture]) => known[architecture] === undefined)
    .map(([architecture, type]) => ({
      path: ['cluster', 'sha256', architecture],
      message: `missing, and a server is of type ${type}; ${source(architecture)}`,
    }));
}

/** Architectures of the provider's servers, each with a type that has it. */
function neededBy(config: ConfigDraft): ReadonlyMap<Architecture, string> {
  const types = listedHosts(config).flatMap(({ type }) => type ?? []);
  return new Map(
    types.flatMap((type): [Architecture, string][] => {
      const architecture = hetznerTypes.get(type);
      return architecture === undefined ? [] : [[architecture, type]];
    }),
  );
}
