import { z } from 'zod';
import { branchName, text } from '../config/config-text.ts';

const repository = text(
  'must be an address such as "https://git.example/goalixa/goalixa.git"; credentials belong in goalixa:gitToken',
  /^(https:\/\/[^\s/@]+\/|ssh:\/\/git@[^\s/@:]+(:\d+)?\/|git@[^\s/@:]+:)[^\s@]+$/,
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
    .array(
      text(
        'must be a line of "ssh-keyscan" such as "git.example ssh-ed25519 AAAA..."',
        /^\S+ (ssh|ecdsa)-\S+ [A-Za-z0-9+/=]+$/,
      ),
    )
    .default([]),
  /** Whether failures are told to the address `goalixa:notificationsUrl`, an incoming webhook. */
  notifications: z.boolean().default(false),
});
export type GitopsConfig = z.infer<typeof gitopsSchema>;
