import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { importPKCS8, jwtVerify, SignJWT } from 'jose';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { plainText } from '../fixtures/plain-text.ts';
import { rootsOf } from './secrets-needed.ts';
import { configOfStack } from '../config/config-file.ts';
import { loginLabel, ownLabels, secretLabels } from './secret-labels.ts';
import { SecretBook, type SecretStates } from './secret-book.ts';

const kek = 'auth/kek';
const login = loginLabel('goalixa', 'app');

/** Every text that a stack makes of its secrets, by label and form. */
function everything(states: SecretStates): Record<string, string> {
  const book = new SecretBook(states);
  return Object.fromEntries(
    secretLabels(catalogue).flatMap((label) => {
      const { a, active, b } = book.logins(label);
      return [
        [`${label} current`, plainText(book.current(label))],
        [`${label} accepted`, book.accepted(label).map(plainText).join()],
        [`${label} keyring`, plainText(book.keyring(label))],
        [`${label} logins`, [active, plainText(a), plainText(b)].join()],
      ];
    }),
  );
}

/** The labels of what differs. */
function changedBy(before: SecretStates, after: SecretStates): string[] {
  const [one, other] = [everything(before), everything(after)];
  const changed = Object.keys(one).filter((key) => one[key] !== other[key]);
  return [...new Set(changed.map((key) => key.split(' ')[0] ?? ''))];
}

describe('SecretBook', () => {
  it('gives the same texts for the same states', () => {
    expect(everything({})).toEqual(everything({}));
  });

  it('never gives one text to two secrets', () => {
    const texts = secretLabels(catalogue).map((label) => plainText(new SecretBook({}).current(label)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each([
    ['a password', login],
    ['a keyring', kek],
    ['a fixed secret', ownLabels.k3sToken],
  ])('rotates %s without touching another', (_class, label) => {
    expect(changedBy({}, { [label]: { root: 1, generation: 2 } })).toEqual([label]);
  });

  it('changes just what moved to a new root', () => {
    expect(changedBy({}, { [kek]: { root: 2, generation: 2, since: 2 } })).toEqual([kek]);
  });

  it('leaves the login that is in use as it is while the other one gets a new password', () => {
    const states = [1, 2, 3].map((generation) => ({ [login]: { root: 1, generation } }));
    const pairs = states.map((state) => new SecretBook(state).logins(login));
    expect(pairs.map(({ active }) => active)).toEqual(['a', 'b', 'a']);
    const [first, second, third] = pairs.map(({ a, b }) => ({ a: plainText(a), b: plainText(b) }));
    expect(second?.a).toBe(first?.a);
    expect(third?.b).toBe(second?.b);
    expect(new Set([first?.a, second?.b, third?.a]).size).toBe(3);
  });

  it('lets the old login in until the new one is made active, and can go back', () => {
    const prepared = new SecretBook({ [login]: { root: 1, generation: 2, active: 1 } }).logins(login);
    const first = new SecretBook({}).logins(login);
    expect([prepared.active, plainText(prepared.a)]).toEqual(['a', plainText(first.a)]);
    const done = new SecretBook({ [login]: { root: 1, generation: 2 } }).logins(login);
    expect([done.active, plainText(done.b)]).toEqual(['b', plainText(prepared.b)]);
  });

  it('keeps the text of the generation before when a secret moves to another root', () => {
    const moved = new SecretBook({ [kek]: { root: 2, generation: 2, since: 2 } }).accepted(kek);
    expect(plainText(moved[1]!)).toBe(plainText(new SecretBook({}).current(kek)));
    expect(moved[0]?.sources).toEqual([{ from: 'root', root: 2, label: kek, generation: 2 }]);
  });

  it('writes a keyring that the services read: the active key first, the one before still accepted', async () => {
    const states = [{}, { generation: 2, active: 1 }, { generation: 2 }, { generation: 3 }];
    const folder = await mkdtemp(join(tmpdir(), 'goalixa-keyring-'));
    const ids: string[][] = [];
    for (const [index, state] of states.entries()) {
      const file = join(folder, String(index));
      const book = new SecretBook({ [kek]: { root: 1, generation: 1, ...state } });
      await writeFile(file, plainText(book.keyring(kek)));
      ids.push((await new Keyring(new SecretFile(file)).all()).map(({ id }) => id));
    }
    await rm(folder, { recursive: true });
    expect(ids).toEqual([['r1g1'], ['r1g1', 'r1g2'], ['r1g2', 'r1g1'], ['r1g3', 'r1g2']]);
  });

  it('makes Ed25519 keys that sign and verify with jose', async () => {
    const pem = plainText(new SecretBook({}).signingKeys('syntra/approvals'));
    const token = await new SignJWT({ sub: 'x' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(await importPKCS8(pem, 'EdDSA'));
    const { payload } = await jwtVerify(token, createPublicKey(pem));
    expect(payload).toEqual({ sub: 'x' });
  });

  it('never changes a generation that is mounted, whatever the next rotation is', () => {
    const states = [
      { root: 1, generation: 1 },
      { root: 1, generation: 2 },
      { root: 2, generation: 3, since: 3 },
      { root: 2, generation: 4, since: 3 },
      { root: 3, generation: 5, since: 5 },
    ];
    for (const [index, state] of states.slice(1).entries()) {
      const before = new SecretBook({ [kek]: states[index]! }).current(kek);
      const [, kept] = new SecretBook({ [kek]: state }).accepted(kek);
      expect(plainText(kept!)).toBe(plainText(before));
    }
  });

  it('is rid of a leaked root after two rounds, as the runbook has them', () => {
    const labels = secretLabels(catalogue);
    const round = (state: SecretStates[string]) => Object.fromEntries(labels.map((label) => [label, state]));
    const config = (secrets: SecretStates) => ({ ...configOfStack('staging', catalogue), secrets });
    const first = round({ root: 2, generation: 2, since: 2 });
    expect(rootsOf(config(first), catalogue)).toEqual([1, 2]);
    const second = round({ root: 2, generation: 3, since: 2 });
    expect(rootsOf(config(second), catalogue)).toEqual([2]);
    const book = new SecretBook(second);
    const used = labels.flatMap((label) => {
      const { a, b } = book.logins(label);
      return [a, b, ...book.accepted(label)].flatMap(({ sources }) => sources);
    });
    expect(used.every((source) => source.from === 'root' && source.root === 2)).toBe(true);
  });

  it('holds no secret text in what stands for it', () => {
    const value = new SecretBook({}).keyring(kek);
    expect(JSON.stringify(value)).toBe(
      '{"sources":[{"from":"root","root":1,"label":"auth/kek","generation":1}]}',
    );
  });
});
