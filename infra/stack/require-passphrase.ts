import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { paths } from '../paths.ts';
import { encryptionOf } from './encryption-of.ts';
import { hasPassphrase, passphraseFile } from './environment.ts';
import { Refusal } from './refusal.ts';

/**
 * The CLI asks for a passphrase only where its input and its output are the terminal. Here one of them is often a
 * pipe, and it would fail after half of the work.
 * @param isNew the stack gets its passphrase now
 * @throws Refusal where the stack needs a passphrase and none is set, or its file is empty
 */
export function requirePassphrase(stack: string, isNew = false): void {
  const { hasSalt, provider } = encryptionOf(stack);
  if (provider !== 'passphrase' || hasPassphrase || !(isNew || hasSalt)) return;
  if (passphraseFile && textOf(passphraseFile).trim() !== '') return;
  const fault = passphraseFile
    ? [`PULUMI_CONFIG_PASSPHRASE_FILE: "${passphraseFile}" is empty, or cannot be read.`]
    : [];
  throw new Refusal([...fault, hasSalt ? wayToSet(stack) : wayToMake(stack)].join('\n'));
}

const wayToSet = (stack: string): string =>
  `Pulumi.${stack}.yaml is encrypted with a passphrase: name the file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE.`;

function wayToMake(stack: string): string {
  const file = `~/.goalixa/${stack}.passphrase`;
  return [
    'A stack is encrypted with a passphrase. Make one, name its file, and run the command again:',
    `  (umask 077; mkdir -p ~/.goalixa; head -c 32 /dev/urandom | base64 > ${file})`,
    `  export PULUMI_CONFIG_PASSPHRASE_FILE=${file}`,
  ].join('\n');
}

function textOf(file: string): string {
  try {
    return readFileSync(resolve(paths.root, file), 'utf8');
  } catch {
    return ''; // told by the caller
  }
}
