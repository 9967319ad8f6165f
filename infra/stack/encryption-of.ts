import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { paths } from '../paths.ts';

const schema = z
  .object({ encryptionsalt: z.string().optional(), secretsprovider: z.string().optional() })
  .catch({});

/** What encrypts the secrets of a stack, as its file, which is YAML without faults, tells. */
export interface Encryption {
  /** `passphrase`, or the address of a key service. */
  readonly provider: string;
  /** Whether a passphrase was chosen already: another one does not fit. */
  readonly hasSalt: boolean;
}

export function encryptionOf(stack: string): Encryption {
  const { encryptionsalt, secretsprovider = 'default' } = schema.parse(
    parse(readFileSync(paths.stackFile(stack), 'utf8')),
  );
  const isDefault = secretsprovider === '' || secretsprovider === 'default';
  return { provider: isDefault ? 'passphrase' : secretsprovider, hasSalt: encryptionsalt !== undefined };
}
