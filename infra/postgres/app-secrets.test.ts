import { describe, expect, it } from '@jest/globals';
import { titleOf } from '../api-object.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { objectsOf, production, revealed, textsOf } from './testing/stack-objects-of.ts';

describe('the Secrets of the applications', () => {
  it('hold the active login of the run-time role, and of the owner for migrations', () => {
    const user = (name: string): unknown => textsOf(production, name)['database-user'];
    expect(['auth-database', 'auth-migration', 'core-api-database', 'core-api-migration'].map(user)).toEqual([
      'authdb_app_a',
      'authdb_owner_a',
      'goalixa_app_a',
      'goalixa_owner_a',
    ]);
  });

  it('hold the password that the operator gives that login', () => {
    const { 'database-password': password } = textsOf(production, 'auth-database');
    expect(password).toBe(textsOf(production, 'authdb-app-a')['password']);
    expect(password).not.toBe(textsOf(production, 'authdb-app-b')['password']);
    expect(password).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('the rotation of one login', () => {
  const label = 'postgres/goalixa_app';
  const rotated = (state: StackConfig['secrets'][string]): StackConfig => ({
    ...production,
    secrets: { [label]: state },
  });

  /** The objects whose text is another one than before. */
  const changed = (before: StackConfig, after: StackConfig): string[] => {
    const text = (config: StackConfig) =>
      new Map(objectsOf(config).map((object) => [titleOf(object), JSON.stringify(revealed(object))]));
    const [old, now] = [text(before), text(after)];
    return [...now].filter(([title, value]) => old.get(title) !== value).map(([title]) => title);
  };

  it('makes the other login known first, and changes nothing else', () => {
    const announced = rotated({ root: 1, generation: 2, active: 1 });
    expect(changed(production, announced)).toEqual(['production/Secret goalixa-app-b']);
  });

  it('then lets the application use it, without another change', () => {
    const announced = rotated({ root: 1, generation: 2, active: 1 });
    const used = rotated({ root: 1, generation: 2 });
    expect(changed(announced, used)).toEqual(['production/Secret core-api-database']);
    expect(textsOf(used, 'core-api-database')).toEqual({
      'database-user': 'goalixa_app_b',
      'database-password': textsOf(used, 'goalixa-app-b')['password'],
    });
  });

  it('comes back to the first login, with a password of its own, in the next one', () => {
    const [second, third] = [
      rotated({ root: 1, generation: 2 }),
      rotated({ root: 1, generation: 3, active: 2 }),
    ];
    expect(changed(second, third)).toEqual(['production/Secret goalixa-app-a']);
  });
});
