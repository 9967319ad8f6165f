import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const compress = promisify(gzip);
const texts = new Set(['.html', '.css', '.js', '.json', '.webmanifest', '.svg', '.txt', '.xml', '.map']);
const leastBytes = 512; // below it a packet is a packet

/**
 * Writes `<file>.gz` beside every text file of some length, at the best level: it is done once, where a server would
 * do it for each request at a worse one. Holds no time, so the same files give the same copies.
 */
export async function compressFiles(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  await Promise.all(
    files.filter((file) => texts.has(extname(file))).map((file) => compressFile(join(folder, file))),
  );
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < leastBytes) return;
  await writeFile(`${file}.gz`, await compress(content, { level: constants.Z_BEST_COMPRESSION }));
}
