import { setSecret } from '../config-input.ts';
import { secretsNeeded } from '../../secrets/secrets-needed.ts';
import type { Check } from './check.ts';

/** Encrypted keys that a run cannot do without. */
export const missingSecrets: Check = (config, { catalogue, secrets, stack, use }) => {
  if (use === 'read') return [];
  return [...secretsNeeded(config, catalogue)]
    .filter(([key]) => !secrets.has(key))
    .map(([key, reason]) => ({
      path: [key],
      message: `missing, and ${reason}; ${cureOf(key)}`,
    }));

  function cureOf(key: string): string {
    if (key.startsWith('rootSecret'))
      return `restore it if there was one, else "npm run stack -- new ${stack}" makes it`;
    const isTenant = config.hosts?.driver === 'stack';
    return isTenant && key === 'kubeconfig'
      ? `"npm run stack -- link ${stack}" writes it`
      : setSecret(stack, key);
  }
};
