import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from './contract.ts';
import { unseal } from './keys/seal.ts';
import { startBreakableProxy } from './testing/breakable-proxy.ts';
import type { BreakableProxy } from './testing/breakable-proxy.ts';
import { refresh, signIn, testPassword } from './testing/sign-in.ts';
import { startTestAuth } from './testing/start-test-auth.ts';
import type { TestAuth } from './testing/start-test-auth.ts';

describe('auth without its database', () => {
  let auth: TestAuth;
  let proxy: BreakableProxy;

  beforeAll(async () => {
    const through = async (database: { host: string; port: number }) =>
      (proxy = await startBreakableProxy(database));
    auth = await startTestAuth({ through });
  });
  afterAll(async () => {
    await proxy.mend();
    await auth.close();
    await proxy.close();
  });

  it.each(['refuse', 'silence'] as const)(
    'R12: answers 503 within 2 s (%s), keeps the token good, recovers',
    async (how) => {
      const { json } = await signIn(auth);
      await proxy.cut(how);
      const start = performance.now();
      const answers = await Promise.all([
        refresh(auth, json['refreshToken']),
        auth.post('/v1/login', { email: 'ada@example.com', password: testPassword }),
        auth.post('/v1/register', { email: 'ada@example.com', password: testPassword, timeZone: 'UTC' }),
        auth.post('/v1/logout', { refreshToken: json['refreshToken'] }),
        auth.post('/v1/refresh/seen', { refreshToken: json['refreshToken'] }),
        auth.get('/v1/me', { authorization: `Bearer ${json['accessToken']}` }),
      ]);
      expect(performance.now() - start).toBeLessThan(2_000);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 503, json: { code: 'database_unavailable' } });
      }
      expect((await auth.get('/.well-known/jwks.json')).status).toBe(200);
      expect((await auth.get('/health/ready')).status).toBe(503);
      expect((await auth.get('/health/live')).status).toBe(200);
      await proxy.mend();
      expect((await refresh(auth, json['refreshToken'])).status).toBe(200);
      expect((await auth.get('/health/ready')).status).toBe(200);
    },
  );
});

describe('auth, the whole service', () => {
  let auth: TestAuth;
  beforeAll(async () => (auth = await startTestAuth()));
  afterAll(() => auth.close());

  const rowsOf = async (table: string) =>
    (await auth.owner.query<{ row: Record<string, string> }>(`select to_jsonb(t) as row from ${table} t`))
      .rows;

  it('K1: a dump of every table holds no live secret in any encoding', async () => {
    const first = await signIn(auth);
    const next = await refresh(auth, first.json['refreshToken']);
    const dump = JSON.stringify(
      await Promise.all(['users', 'refresh_families', 'auth_events', 'signing_keys'].map(rowsOf)),
    );
    const { rows } = await auth.owner.query<{ kid: string; sealed: Buffer }>(
      'select kid, private_key_sealed as sealed from signing_keys',
    );
    const kek = await auth.kek.current();
    const privateKey = unseal(rows[0]!.sealed, kek.bytes, rows[0]!.kid);
    const secrets = [
      Buffer.from(testPassword),
      kek.bytes,
      privateKey,
      privateKey.subarray(-32),
      ...[first, next].map(({ json }) => Buffer.from(json['refreshToken']!.split('.')[2]!, 'base64url')),
    ];
    expect(dump).toContain(rows[0]!.sealed.toString('hex'));
    for (const secret of secrets) {
      for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const) {
        expect(dump.toLowerCase()).not.toContain(secret.toString(encoding).replaceAll('=', '').toLowerCase());
      }
    }
    expect(dump).not.toContain(first.json['accessToken']!);
  });

  it('has a role that may neither rewrite the audit and the keys nor touch more than it must', async () => {
    const { rows } = await auth.owner.query<{ grants: string }>(
      `select table_name || ': ' || string_agg(distinct privilege_type, ' ' order by privilege_type)
          || coalesce(' of ' || string_agg(distinct column_name, ' ' order by column_name)
            filter (where privilege_type = 'UPDATE'), '') as grants
        from information_schema.column_privileges
        where grantee = 'authdb_app' group by table_name order by 1`,
    );
    expect(rows.map(({ grants }) => grants)).toEqual([
      'auth_events: INSERT SELECT',
      'refresh_families: INSERT SELECT UPDATE of current_hash generation previous_hash revoke_reason revoked_at rotated_at successor_seen_at',
      'signing_keys: INSERT SELECT',
      'users: INSERT SELECT UPDATE of password_hash password_version',
    ]);
    const { rowCount } = await auth.owner.query(
      `select from information_schema.table_privileges
        where grantee in ('authdb_app', 'PUBLIC') and table_schema = 'public'
          and privilege_type not in ('INSERT', 'SELECT')`,
    );
    expect(rowCount).toBe(0);
  });

  it.each(operations)('$method $path takes no other method', async ({ method, path }) => {
    const other = method === 'get' ? 'DELETE' : 'PUT';
    const answer = await fetch(`${auth.url}${path}`, { method: other });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toContain(method.toUpperCase());
    expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded'])(
    'C3: answers 415 to JSON sent as %s',
    async (type) => {
      for (const { method, path } of operations) {
        if (method !== 'post') continue;
        expect((await auth.post(path, {}, { 'content-type': type })).status).toBe(415);
      }
    },
  );

  it('answers 404 to an unknown path', async () => {
    expect(await auth.get('/v1/nothing')).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });

  it('is ready with a database and a signing key', async () => {
    const answer = await auth.get('/health/ready');
    expect(answer).toMatchObject({
      status: 200,
      json: { checks: { database: { status: 'ok' }, signingKey: { status: 'ok' } } },
    });
  });
});
