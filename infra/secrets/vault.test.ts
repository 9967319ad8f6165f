import { beforeAll, describe, expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { recordingMonitor } from '../guard/recording-monitor.ts';
import { derive } from './derive.ts';
import { SecretBook } from './secret-book.ts';
import { configSecret, joinSecrets } from './secret-value.ts';
import { Vault } from './vault.ts';

const root = (byte: number): string => Buffer.alloc(32, byte).toString('base64url');
const secrets: Record<string, string> = { rootSecret1: root(1), rootSecret2: root(2), dnsToken: 'token' };
const vault = new Vault((key) => pulumi.secret(secrets[key] ?? ''));
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

beforeAll(() => recordingMonitor('test', {}));

describe('Vault', () => {
  it('derives from the root that the value names', async () => {
    const book = new SecretBook({ 'auth/kek': { root: 2, generation: 4 } });
    expect(await valueOf(vault.reveal(book.current('auth/kek')))).toBe(derive(root(2), 'auth/kek', 4));
  });

  it('joins secrets of both kinds in one text', async () => {
    const both = joinSecrets([configSecret('dnsToken'), new SecretBook({}).current('a/b')], (...all) =>
      all.join(' '),
    );
    expect(await valueOf(vault.reveal(both))).toBe(`token ${derive(root(1), 'a/b', 1)}`);
  });

  it('gives secrets only', async () => {
    expect(await pulumi.isSecret(vault.reveal(configSecret('dnsToken')))).toBe(true);
    const open = new Vault(() => pulumi.output(root(1)));
    expect(await pulumi.isSecret(open.reveal(new SecretBook({}).current('a/b')))).toBe(true);
  });
});
