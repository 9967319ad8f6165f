import { stringify } from 'yaml';
import type { SshKeyPair } from '../ssh-key-pair.ts';

/**
 * What cloud-init does at a machine's first start. As little as possible: later changes reach no machine that is
 * there. The host key is given, so that even the first connection can be checked, and no other is made.
 */
export const userDataOf = ({ privateKey, publicKey }: SshKeyPair): string =>
  `#cloud-config\n${stringify(
    {
      disable_root: false,
      ssh_pwauth: false,
      ssh_deletekeys: true,
      ssh_keys: { ed25519_private: privateKey, ed25519_public: publicKey },
    },
    { lineWidth: 0 },
  )}`;
