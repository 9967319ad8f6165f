import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unseal } from '@goalixa/auth/keys/seal.ts';
import { roleOption } from '@goalixa/kit/database/role-option.ts';
import pg from 'pg';
import type { TwinFile } from './run-twin.ts';

/** The same access token as Auth itself would have signed it `seconds` ago, by the twin's own key. */
export async function resignedToken(
  token: string,
  seconds: number,
  data: string,
  { postgres }: TwinFile,
): Promise<string> {
  const secret = (name: string) => readFileSync(join(data, 'secrets/auth', name), 'utf8').trim();
  const [header = '', payload = ''] = token.split('.');
  const { kid } = decoded(header);
  const client = new pg.Client({
    host: '127.0.0.1',
    port: postgres.port,
    database: 'authdb',
    user: secret('database-user'),
    password: secret('database-password'),
    options: roleOption(secret('database-user')),
  });
  await client.connect();
  const { rows } = await client.query<{ sealed: Buffer }>(
    'select private_key_sealed as sealed from signing_keys where kid = $1',
    [kid],
  );
  await client.end();
  const kek = Buffer.from(secret('kek').split(' ')[1] ?? '', 'base64url');
  const key = unseal(rows[0]?.sealed ?? Buffer.alloc(0), kek, String(kid));
  const claims = decoded(payload);
  const past = { ...claims, iat: Number(claims['iat']) - seconds, exp: Number(claims['exp']) - seconds };
  const text = `${header}.${Buffer.from(JSON.stringify(past)).toString('base64url')}`;
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

function decoded(segment: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(segment, 'base64url').toString()) as Record<string, unknown>;
}
