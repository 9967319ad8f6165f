/** A user of this system, by its numbers. */
export interface Account {
  uid: number;
  gid: number;
}

/** One way to run the server's programs as somebody whom PostgreSQL accepts. */
export interface ServerWay {
  /** Words in front of the program. Each of them replaces itself by it, so the process id stays. */
  prefix: readonly string[];
  /** Whom the operating system is asked to start the program as; empty: as the caller. */
  identity: Account | Record<string, never>;
  /** Who has to own the data for that. */
  owner: Account;
}

/** Runs the programs as the caller: right for every user but root. */
export function ownWay(caller: Account): ServerWay {
  return { prefix: [], identity: {}, owner: caller };
}

/**
 * The ways out for a caller whom PostgreSQL does not accept (root, or a number without a name), best first:
 * 1. a user namespace that shows the caller as `account`; the files stay the caller's;
 * 2. `account` itself, allowed to pass folders such as `/root` that are closed to it;
 * 3. `account` itself, where every folder above the data is open.
 */
export function otherWays(caller: Account, account: Account): ServerWay[] {
  const { uid, gid } = account;
  const namespace = ['unshare', '--user', `--map-user=${uid}`, '--'];
  const passing = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return [
    { prefix: namespace, identity: {}, owner: caller },
    { prefix: ['setpriv', ...ids, ...passing, '--'], identity: {}, owner: account },
    { prefix: [], identity: account, owner: account },
  ];
}

/**
 * Chooses from the text of `/etc/passwd`, since `initdb` wants a user that has a name.
 * @returns `postgres`, else the first ordinary user, else `nobody`, else any but root, else null
 */
export function serverAccount(passwd: string): Account | null {
  const users = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid >= 0);
  const chosen =
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ uid }) => uid >= 1000 && uid < 60_000) ??
    users.find(({ name }) => name === 'nobody') ??
    users[0];
  return chosen ? { uid: chosen.uid, gid: chosen.gid } : null;
}
