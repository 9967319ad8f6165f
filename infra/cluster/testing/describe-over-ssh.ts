import { describe } from '@jest/globals';
import { sshdPath } from './sshd-host.ts';

/** A suite that needs a real `sshd` on Linux; elsewhere it is skipped, and its title says why. */
export function describeOverSsh(title: string, suite: () => void): void {
  if (sshdPath !== undefined) describe(title, suite);
  else describe.skip(`${title} (skipped: there is no sshd, or no Linux)`, suite);
}
