import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '@goalixa/infra/catalogue/catalogue.ts';
import { catalogueFileOf, catalogueFileText } from '@goalixa/infra/catalogue/catalogue-file.ts';
import { syntra } from '@goalixa/infra/catalogue/syntra.ts';
import { readWatched } from './read-watched.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-watched-'));
  file = join(folder, 'catalogue.json');
});
afterAll(() => rm(folder, { recursive: true }));

const reading = async (text: string) => {
  await writeFile(file, text);
  return readWatched(file);
};

describe('readWatched', () => {
  it('names a file that is missing', async () => {
    await expect(readWatched(join(folder, 'none'))).rejects.toThrow(
      /CATALOGUE_FILE .*none cannot be used:\n {2}ENOENT/,
    );
  });

  it('refuses what is no JSON', async () => {
    await expect(reading('{')).rejects.toThrow(/cannot be used:\n {2}.*JSON/);
  });

  it('lists every problem with its place', async () => {
    const text = JSON.stringify({ schemaVersion: 2, services: [{ name: 'auth', url: 'auth:80' }] });
    const error = (await reading(text).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toContain('schemaVersion: ');
    expect(error.message).toContain('services.0.url: ');
    expect(error.message).toContain('services.0.health: ');
  });

  it("reads what the catalogue's writer writes", async () => {
    const written = catalogueFileOf(catalogue, syntra, (name) => `http://${name}`);
    const read = await reading(catalogueFileText(written));
    expect(read.map(({ name, url }) => [name, url])).toEqual(
      written.services.map(({ name, url }) => [name, url]),
    );
    expect(read.find(({ name }) => name === 'bff')?.uses).toEqual(
      written.services.find(({ name }) => name === 'bff')?.uses,
    );
  });
});
