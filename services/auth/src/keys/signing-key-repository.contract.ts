import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RepositoryHarness } from '../testing/repository-harness.ts';
import { testInstant } from '../testing/factories.ts';
import type { SigningKey } from './signing-key.ts';

function aKey(kid: string): SigningKey {
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: 'x', kid };
  return { kid, publicJwk, privateKeySealed: randomBytes(60), kekId: 'k1', createdAt: testInstant };
}

/** What every SigningKeyRepository does; called with 'memory' and with 'postgres'. */
export function describeSigningKeyRepository(name: string, open: () => Promise<RepositoryHarness>): void {
  describe(`SigningKeyRepository (${name})`, () => {
    let harness: RepositoryHarness;
    beforeAll(async () => (harness = await open()));
    afterAll(() => harness.close());

    it('publishes nothing at first', async () => {
      expect(await harness.signingKeys.published()).toEqual([]);
    });

    it('keeps one first key of ten added at once, and answers all with it', async () => {
      const keys = Array.from({ length: 10 }, (_, i) => aKey(`key-${i}`));
      const answers = await Promise.all(keys.map((key) => harness.signingKeys.addFirst(key)));
      const published = await harness.signingKeys.published();
      expect(published).toHaveLength(1);
      expect(keys).toContainEqual(published[0]);
      expect(answers.every((answer) => answer.length === 1 && answer[0]?.kid === published[0]?.kid)).toBe(
        true,
      );
    });
  });
}
