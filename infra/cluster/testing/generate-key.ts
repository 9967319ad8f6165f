import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Makes an Ed25519 key pair in `file` and `file.pub`. @returns the public key, `ssh-ed25519 AAAA...` */
export function generateKey(file: string): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
  return readFileSync(`${file}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ');
}
