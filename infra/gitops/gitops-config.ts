import { z } from 'zod';
import { branchName, isAddress, isHost, text } from '../config/config-text.ts';

const repository = text(
  'must be an address such as "https://git.example/goalixa/goalixa.git"; credentials belong in goalixa:gitToken',
  isRepository,
);

export const gitopsSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Address of this repository as Argo CD reaches it. */
  repository,
  /** Branch whose rendered tree runs in this stack's environment. */
  branch: branchName().default('main'),
  /** Whether `goalixa:gitToken` is needed to read the repository. */
  isPrivate: z.boolean().default(false),
  /** Host keys of an `ssh://` repository that is not at one of the large providers, as `ssh-keyscan` prints them. */
  knownHosts: z
    .array(text('must be a line of "ssh-keyscan" such as "git.example ssh-ed25519 AAAA..."', isHostKey))
    .default([]),
  /** Whether failures are told to the address `goalixa:notificationsUrl`, an incoming webhook. */
  notifications: z.boolean().default(false),
});
export type GitopsConfig = z.infer<typeof gitopsSchema>;

/** `https://host/path`, `ssh://git@host:port/path` or `git@host:path`: `git` is a name that all share. */
function isRepository(value: string): boolean {
  const { host = '', path = '' } = /^git@(?<host>[^/:]+):(?<path>[^/].*)$/.exec(value)?.groups ?? {};
  const plain = host === '' ? value.replace(/^ssh:\/\/git@/, 'ssh://') : `ssh://${host}/${path}`;
  const hasUser = host !== '' || plain !== value;
  return isAddress(plain, [hasUser ? 'ssh' : 'https']) && /:\/\/[^/]+\//.test(plain);
}

/** `git.example,192.0.2.7 ssh-ed25519 AAAA…`, `[git.example]:2222 …`. */
function isHostKey(line: string): boolean {
  const [, names = ''] =
    /^(\S+) (?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp(?:256|384|521)) AAAA[A-Za-z0-9+/]{40,}={0,2}$/.exec(
      line,
    ) ?? [];
  return names.split(',').every((name) => isHost(name.replace(/^\[(.+)\]:\d+$/, '$1')));
}
