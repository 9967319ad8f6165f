import { describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue/catalogue.ts';
import { environmentKinds } from './catalogue/deployable.ts';
import { imageLockOf, imageLockSchema } from './image-lock.ts';

const entry = { image: 'harbor.goalixa.example/bff/bff' };
const digest = `sha256:${'a'.repeat(64)}`;
const commit = 'b'.repeat(40);
const accepts = (images: unknown): boolean => imageLockSchema.safeParse({ schemaVersion: 1, images }).success;

describe('imageLockSchema', () => {
  it.each([
    ['an entry that is neither released nor unreleased', entry],
    ['a digest that is too short', { ...entry, digest: 'sha256:abc', commit }],
    ['a digest without its commit', { ...entry, digest }],
    ['a digest of something unreleased', { ...entry, digest, commit, unreleased: true }],
    ['an image with a tag', { image: `${entry.image}:latest`, unreleased: true }],
  ])('refuses %s', (_title, locked) => {
    expect(accepts({ bff: locked })).toBe(false);
  });

  it('takes released and unreleased entries', () => {
    expect(accepts({ bff: { ...entry, digest, commit }, auth: { ...entry, unreleased: true } })).toBe(true);
  });
});

describe('imageLockOf', () => {
  it.each(environmentKinds.filter((kind) => kind !== 'preview'))(
    'holds every entry for %s',
    (environment) => {
      expect(Object.keys(imageLockOf(environment).images).sort()).toEqual(
        catalogue.map(({ name }) => name).sort(),
      );
    },
  );
});
