// Makes `npm start` and `npm test` self-sufficient after `git clone`: no dependencies, runs on Node 20.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkPinnedNode, neededMajor, needs, pinnedPackage, refusalOf } from './pinned-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { platform, arch } = process;

/** Says one sentence and ends: the machine lacks something that no install can bring. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @returns {number} major version of a Node, 0 when it cannot start */
function majorOf(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(answer.stdout ?? '')?.[1] ?? 0);
}

function isMusl() {
  return platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}

/** Installed packages are current when npm wrote its own record after the lock file last changed. */
function isCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

function install() {
  console.log('Installing packages (once, about a minute)');
  const npm = process.env.npm_execpath;
  const [program, words] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  try {
    execFileSync(program, [...words, '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  } catch (error) {
    const how = error.status === null ? error.signal : `exit ${error.status ?? error.code}`;
    refuse(`Installing packages failed (npm ci, ${how}): see the lines above, then run the command again.`);
  }
}

const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const own = { version: process.versions.node, platform, arch, isMusl: isMusl() };
const refusal = refusalOf(own, optionalDependencies);
if (refusal !== null) refuse(refusal);

if (!isCurrent()) install();

const link = linkPinnedNode(root);
if (Number(own.version.split('.')[0]) < neededMajor && majorOf(link) < neededMajor) {
  refuse(needs(`the package ${pinnedPackage(platform, arch)} is not installed or does not start`));
}
