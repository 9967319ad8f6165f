import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('public', import.meta.url));
const sheets = fileURLToPath(new URL('styles', import.meta.url));
const stackFile = fileURLToPath(new URL('../Pulumi.production.yaml', import.meta.url));

/**
 * Writes the public pages: the stylesheet and the pictures under hashed names below `assets/`, the origin of the
 * production stack in place of `{{origin}}`, all else as it is. The same sources give the same bytes.
 * @param {string} folder new or empty; made when missing
 * @returns {Promise<void>}
 * @throws Error for a stylesheet or picture that a page names and nobody has
 */
export async function build(folder) {
  await cp(sources, folder, { recursive: true, filter: (path) => !isAsset(path.slice(sources.length)) });
  await mkdir(join(folder, 'assets'), { recursive: true });
  /** @type {Map<string, string>} URL in the sources → URL in the build */
  const urls = new Map();
  for (const [file, content] of await assets()) {
    const { name, ext } = parse(file);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    urls.set(file, `/assets/${name}.${hash}${ext}`);
    await writeFile(join(folder, 'assets', `${name}.${hash}${ext}`), content);
  }
  const origin = originOf(await readFile(stackFile, 'utf8'));
  for (const file of (await readdir(folder)).filter((name) => /\.(html|xml|txt)$/.test(name))) {
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('{{origin}}', origin);
    await writeFile(
      join(folder, file),
      text.replace(/(?<=")\/[^"]+(?=")/g, (path) => urlOf(path, urls)),
    );
  }
}

/**
 * The stylesheet, whose parts follow each other by name, and the pictures.
 * @returns {Promise<[string, Buffer][]>} URL and content
 */
async function assets() {
  const parts = (await readdir(sheets)).sort().map((name) => readFile(join(sheets, name)));
  const pictures = (await readdir(join(sources, 'pictures'))).map((name) => `/pictures/${name}`);
  const read = async (/** @type {string} */ file) =>
    /** @type {[string, Buffer]} */ ([file, await readFile(join(sources, file))]);
  return [
    ['/style.css', Buffer.concat(await Promise.all(parts))],
    ...(await Promise.all(pictures.map(read))),
  ];
}

const isAsset = (/** @type {string} */ path) => path === '/style.css' || path.startsWith('/pictures');

/** @param {string} path @param {ReadonlyMap<string, string>} urls @returns {string} */
function urlOf(path, urls) {
  const url = urls.get(path) ?? path;
  if (isAsset(url)) throw new Error(`A page names ${path}, which landing/public does not hold.`);
  return url;
}

/** @param {string} stack text of a stack file @returns {string} */
function originOf(stack) {
  const url = /^ {2}goalixa:publicUrl: ["']?(https?:\/\/[^\s"']+)["']?$/m.exec(stack)?.[1];
  if (url === undefined) throw new Error('Pulumi.production.yaml: goalixa:publicUrl must be an http(s) URL.');
  return new URL(url).origin;
}
