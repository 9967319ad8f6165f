// The Node that npm scripts run with, an optional dependency. No dependencies, runs on Node 20.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Major version that the sources need: it runs TypeScript as it is. */
export const neededMajor = 24;
const oldest = { major: 20, minor: 19 };

/** @returns {string} the package with the Node of a system, whether or not there is one */
export function pinnedPackage(platform, arch) {
  return `node-${platform}-${arch}`;
}

/**
 * Why the commands cannot run on a machine, known before anything is installed.
 * @param {{ version: string, platform: string, arch: string, isMusl: boolean }} machine `version` of its own Node
 * @param {Record<string, string>} pinned version by package
 * @returns {string | null} one sentence, or null when they can
 */
export function refusalOf({ version, platform, arch, isMusl }, pinned) {
  const [major, minor] = version.split('.').map(Number);
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
    return `Node ${version} is too old: install Node ${oldest.major}.${oldest.minor} or newer.`;
  }
  if (major >= neededMajor) return null;
  if (isMusl) return needs('this system uses musl');
  if (!(pinnedPackage(platform, arch) in pinned)) return needs(`${platform}-${arch} has no pinned Node`);
  return null;
}

/** @returns {string} the sentence for a machine whose own Node is too old and that has no pinned one */
export function needs(why) {
  return `Node ${neededMajor} or newer is needed and ${why}: install Node ${neededMajor} and run the command again.`;
}

/**
 * Makes `node_modules/.bin/node` where the pinned Node is installed without it: npm 10.8 to 11.5 delete that link
 * when they skip the pinned Node of the other architecture.
 * @param {string} root the folder that holds node_modules
 * @returns {string} path of the link
 */
export function linkPinnedNode(root) {
  const pinned = join(pinnedPackage(process.platform, process.arch), 'bin', 'node');
  const bin = join(root, 'node_modules', '.bin');
  const link = join(bin, 'node');
  if (existsSync(join(root, 'node_modules', pinned)) && !existsSync(link)) {
    mkdirSync(bin, { recursive: true });
    rmSync(link, { force: true }); // it may lead nowhere
    symlinkSync(join('..', pinned), link);
  }
  return link;
}
