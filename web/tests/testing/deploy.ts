import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compressFiles } from '../../../infra/images/compress-files.ts';
import { build } from '../../build.mjs';
import type { WebTwin } from './web-twin.ts';

/** A build of the app that says who it is: its tabs' titles end with its name. */
export interface Release {
  readonly name: string;
  readonly version: string;
  /** Paths of its files, as the worker gets them. */
  readonly precache: readonly string[];
}

const web = join(import.meta.dirname, '../..');
const sources = ['app', 'components', 'pages', 'styles', 'texts', 'worker', 'public', 'index.html'];

/** Builds the app under another name. @param folder gets the files, new */
async function release(name: string, folder: string): Promise<Release> {
  const source = await mkdtemp(join(tmpdir(), 'goalixa-source-'));
  try {
    for (const part of sources) await cp(join(web, part), join(source, part), { recursive: true });
    const texts = join(source, 'texts/en.js');
    const english = await readFile(texts, 'utf8');
    const renamed = english.replace(/('app\.name': )'[^']*'/, `$1'${name}'`);
    if (renamed === english) throw new Error('texts/en.js has no app.name');
    await writeFile(texts, renamed);
    return { name, ...(await build(folder, source)) };
  } finally {
    await rm(source, { recursive: true });
  }
}

/** Serves a build of that name in the place of the one before, of which no file is left. */
export async function deploy(twin: WebTwin, name: string): Promise<Release> {
  const served = join(twin.data, 'sites/web');
  const fresh = `${served}.fresh`;
  const built = await release(name, fresh);
  await compressFiles(fresh);
  await rm(served, { recursive: true });
  await rename(fresh, served);
  return built;
}
