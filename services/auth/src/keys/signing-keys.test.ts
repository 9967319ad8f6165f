import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryHarness, openPostgresHarness } from '../testing/repository-harness.ts';
import type { RepositoryHarness } from '../testing/repository-harness.ts';
import { createTestKeyring } from '../testing/test-keyring.ts';
import type { TestKeyring } from '../testing/test-keyring.ts';
import { SigningKeys } from './signing-keys.ts';

describe('SigningKeys', () => {
  const warnings: unknown[] = [];
  const logger = { warn: (...line: unknown[]) => void warnings.push(line) };
  let kek: TestKeyring;
  let harness: RepositoryHarness;

  beforeEach(async () => {
    kek = await createTestKeyring();
    harness = await openMemoryHarness();
    warnings.length = 0;
  });
  afterEach(() => Promise.all([kek.remove(), harness.close()]));

  it('names the key of the keyring that is missing', async () => {
    await new SigningKeys(harness.signingKeys, kek.keyring, Date.now, logger).signer();
    const other = await createTestKeyring(['k2']);
    const keys = new SigningKeys(harness.signingKeys, other.keyring, Date.now, logger);
    await expect(keys.signer()).rejects.toThrow('is sealed with k1, which the keyring does not hold');
    await other.remove();
  });

  it('fails while there never was a database, and works from the moment there is one', async () => {
    let down = true;
    const { published, addFirst } = repositoryOf(harness, () => down);
    const keys = new SigningKeys({ published, addFirst }, kek.keyring, Date.now, logger);
    await expect(keys.signer()).rejects.toThrow('down');
    down = false;
    expect((await keys.signer()).kid).toMatch(/^[\w-]{43}$/);
  });

  it('goes on with the keys it knows while the database is away', async () => {
    let down = false;
    let now = Date.now();
    const keys = new SigningKeys(
      repositoryOf(harness, () => down),
      kek.keyring,
      () => now,
      logger,
    );
    const known = await keys.published();
    down = true;
    now += 600_000;
    expect(await keys.published()).toEqual(known);
    expect((await keys.signer()).kid).toBe(known[0]?.kid);
    expect(warnings).toEqual([
      [{ err: new Error('down') }, 'signing keys not reloaded: going on with those at hand'],
    ]);
  });

  it('publishes nothing private', async () => {
    const [jwk] = await new SigningKeys(harness.signingKeys, kek.keyring, Date.now, logger).published();
    expect(Object.keys(jwk!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('agrees on one key when eight processes start at once on an empty database', async () => {
    const postgres = await openPostgresHarness();
    const starts = Array.from(
      { length: 8 },
      () => new SigningKeys(postgres.signingKeys, kek.keyring, Date.now, logger),
    );
    const signers = await Promise.all(starts.map((keys) => keys.signer()));
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
    await postgres.close();
  });
});

function repositoryOf({ signingKeys }: RepositoryHarness, isDown: () => boolean) {
  const up = async () => (isDown() ? Promise.reject(new Error('down')) : Promise.resolve());
  return {
    published: () => up().then(() => signingKeys.published()),
    addFirst: (...key: Parameters<typeof signingKeys.addFirst>) =>
      up().then(() => signingKeys.addFirst(...key)),
  };
}
