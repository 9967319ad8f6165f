import type { SecretBook } from '../../secrets/secret-book.ts';
import { hostKeyLabel } from '../../secrets/secret-labels.ts';
import type { SecretValue } from '../../secrets/secret-value.ts';
import { sshKeyPair } from '../ssh-key-pair.ts';
import { userDataOf } from './user-data.ts';

export interface HostKey {
  /** `ssh-ed25519 AAAA...`: public, though what it is made of is not. */
  readonly publicKey: SecretValue;
  /** Brings the private key to the machine; a secret. */
  readonly userData: SecretValue;
}

/** The SSH host key of a machine that the stack makes: known before the machine is there. */
export function hostKeyOf(secrets: SecretBook, machine: string): HostKey {
  const seed = secrets.current(hostKeyLabel(machine));
  return {
    publicKey: seed.map((text) => sshKeyPair(text).publicKey),
    userData: seed.map((text) => userDataOf(sshKeyPair(text))),
  };
}
