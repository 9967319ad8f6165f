import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { until } from '@goalixa/kit/testing/until.ts';
import type { Host } from '../../hosts/host.ts';
import { freePort } from '../../local/postgres/free-port.ts';
import { generateKey } from './generate-key.ts';

/** `sshd` wants to be started by its whole path; `undefined` where there is none, or not Linux around it. */
export const sshdPath =
  process.platform === 'linux'
    ? ['/usr/sbin/sshd', '/usr/bin/sshd', '/usr/local/sbin/sshd'].find(existsSync)
    : undefined;

/** Programs by which the script changes something: each call is counted, as it may be the last. */
const programs = readFileSync(join(import.meta.dirname, 'programs.txt'), 'utf8')
  .trim()
  .split('\n');
const changing =
  /^(chmod|curl|mkdir|mv|rm|systemctl (?!is-active)|timeout|k3s \S+ (server|agent|kubectl .*(cordon|drain)))/;
const standIns = join(import.meta.dirname, 'stand-ins');

/** A "machine": a real `sshd` on a loopback address, with a folder for its root and stand-ins on its PATH. */
export class SshdHost {
  readonly host: Host;
  /** Its file system. */
  readonly root: string;
  readonly #sshd: ChildProcess;

  constructor(host: Host, root: string, sshd: ChildProcess) {
    this.host = host;
    this.root = root;
    this.#sshd = sshd;
  }

  /**
   * @param address of the loopback network, `127.0.0.2`
   * @param folder of the test, with `authorized_keys` and the state of the cluster in `cluster`
   */
  static async start(
    { address, name, role }: { address: string; name: string; role: Host['role'] },
    folder: string,
  ): Promise<SshdHost> {
    const root = join(folder, name);
    const port = await freePort();
    mkdirSync(root);
    const hostKey = generateKey(join(folder, `${name}.host-key`));
    const config = join(folder, `${name}.sshd`);
    writeFileSync(config, sshdConfig({ address, port, folder, name, path: binOf(folder) }));
    // As root it wants an empty folder of its own there, which its package makes at boot.
    if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    const sshd = spawn(sshdPath ?? '', ['-D', '-e', '-f', config], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until(() => answers(address, port), 10_000, `${name}: sshd does not answer`);
    const user = userInfo().username;
    const reached = { address, nodeAddress: address, port, user, hostKey, ready: [] };
    return new SshdHost({ name, role, ...reached }, root, sshd);
  }

  async stop(): Promise<void> {
    const ended = once(this.#sshd, 'exit');
    this.#sshd.kill();
    await ended;
  }

  /** Content of a file on it, or nothing. @param path relative to its root */
  read(path: string): string {
    const file = join(this.root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Puts a file onto it. @param path relative to its root */
  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Calls of the stand-in for k3s, in order, without those that only ask. */
  get calls(): string[] {
    const calls = this.read('calls').trim().split('\n');
    return calls.filter((call) => call !== '').filter((call) => !/ get nodes? /.test(call));
  }

  /** Numbers, from 1, of the calls that change something: between others nothing can be lost. */
  get changes(): number[] {
    const steps = this.read('steps').trim().split('\n');
    return steps.flatMap((step, index) => (changing.test(step) ? [index + 1] : []));
  }

  /** Forgets the calls so far, and ends the script's session at the given one from now on. */
  cutOffAt(step: number, when: 'before' | 'after'): void {
    this.#count(`${step} ${when}\n`);
  }

  /** Forgets the calls so far. */
  leaveAlone(): void {
    this.#count('0 never\n');
  }

  #count(cutOff: string): void {
    for (const file of ['step', 'steps', 'calls']) rmSync(join(this.root, file), { force: true });
    writeFileSync(join(this.root, 'cut-off'), cutOff);
  }
}

interface SshdOptions {
  readonly address: string;
  readonly port: number;
  readonly folder: string;
  readonly name: string;
  readonly path: string;
}

const sshdConfig = ({ address, folder, name, path, port }: SshdOptions): string =>
  [
    `ListenAddress ${address}`,
    `Port ${port}`,
    `HostKey ${join(folder, `${name}.host-key`)}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'LogLevel FATAL',
    // Without HOME the shell would run the user's own start-up files.
    `SetEnv HOME=${folder} PATH=${path} GOALIXA_ROOT=${join(folder, name)} GOALIXA_CLUSTER=${join(folder, 'cluster')} ` +
      `GOALIXA_STAND_INS=${join(folder, 'stand-ins')} GOALIXA_COUNTED=${join(folder, 'counted')} ` +
      'GOALIXA_WAIT_SECONDS=2',
    '',
  ].join('\n');

/** Makes the folders of programs once per test folder: those that are counted first. @returns the PATH */
function binOf(folder: string): string {
  const counted = join(folder, 'counted');
  const replaced = join(folder, 'stand-ins');
  if (!existsSync(counted)) {
    for (const bin of [counted, replaced]) mkdirSync(bin);
    const counter = readFileSync(join(standIns, 'counted.sh'));
    for (const program of programs) writeFileSync(join(counted, program), counter, { mode: 0o755 });
    for (const file of readdirSync(standIns).filter((name) => name !== 'counted.sh'))
      writeFileSync(join(replaced, file.replace('.sh', '')), readFileSync(join(standIns, file)), {
        mode: 0o755,
      });
  }
  return `${counted}:${replaced}:/usr/bin:/bin`;
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('data', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
