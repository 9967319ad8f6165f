import { readdirSync } from 'node:fs';
import { extname } from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';
import type { StaticSite } from '../../catalogue/deployable.ts';
import { redirectsOf } from '../../catalogue/routes-of.ts';

const oneYear = 'public, max-age=31536000, immutable';

/** What is served. */
interface Files {
  readonly folder: string;
  /** Those that have a compressed copy, `<file>.gz`. */
  readonly compressed: ReadonlySet<string>;
}

/**
 * A static site as the twin serves it. In clusters nginx does the same; `static-site.contract.ts` holds both to it.
 * @param folder holds the built files, which stay as they are
 */
export function createStaticApp(app: StaticSite, folder: string): Express {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const copies = names.filter((name) => name.endsWith('.gz')).map((name) => name.slice(0, -'.gz'.length));
  const server = express();
  server.disable('x-powered-by');
  server.use(
    describeAnswer(app),
    answerRedirects(app),
    answerFiles(app, { folder, compressed: new Set(copies) }),
  );
  return server;
}

/** Headers of every answer, errors included, and the refusal of what no site answers. */
function describeAnswer({ site }: StaticSite): RequestHandler {
  return (req, res, next) => {
    res.set(site.headers);
    res.set('Cache-Control', 'no-cache');
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    res.set('Allow', 'GET, HEAD');
    refuse(res, 405, 'Method not allowed');
  };
}

function answerRedirects(app: StaticSite): RequestHandler {
  const redirects = new Map(redirectsOf(app));
  return (req, res, next) => {
    const [path = '', ...query] = req.originalUrl.split('?');
    const target = redirects.get(path);
    if (target === undefined) return next();
    res.redirect(308, [target, ...query].join('?'));
  };
}

function answerFiles({ site }: StaticSite, files: Files): RequestHandler {
  const { urlPrefix, immutablePrefix, fallback, notFound } = site;
  return async (req, res) => {
    const path = decodedPath(req.originalUrl);
    if (path === null) return refuse(res, 400, 'Bad request');
    const isOurs = path.startsWith(urlPrefix) && !isHidden(path);
    const file = path.slice(urlPrefix.length);
    const isAsset = immutablePrefix !== undefined && file.startsWith(immutablePrefix);
    if (isOurs && file !== notFound && (await sendFile(res, files, file, isAsset))) return;
    if (isOurs && !isAsset && fallback !== undefined && (await sendFile(res, files, fallback))) return;
    res.status(404);
    if (notFound !== undefined && (await sendFile(res, files, notFound))) return;
    refuse(res, 404, 'Not found');
  };
}

/** Path without query, decoded; `null` when it is malformed or climbs. */
function decodedPath(url: string): string | null {
  try {
    const path = decodeURIComponent(url.replace(/\?.*$/s, ''));
    return path.includes('\0') || path.split(/[/\\]/).includes('..') ? null : path;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Files such as `.env` are never meant for browsers; compressed copies have no address of their own. */
const isHidden = (path: string): boolean => /\/\.(?!well-known\/)|\.gz$/.test(path);

/** @returns whether there was such a file */
function sendFile(res: Response, files: Files, path: string, isImmutable = false): Promise<boolean> {
  const file = /(^|\/)$/.test(path) ? `${path}index.html` : path;
  const hasCopy = files.compressed.has(file);
  const sendsCopy = hasCopy && res.req.acceptsEncodings('gzip') !== false;
  if (hasCopy) res.set('Vary', 'Accept-Encoding');
  if (sendsCopy) res.type(extname(file)).set('Content-Encoding', 'gzip');
  const options = {
    root: files.folder,
    dotfiles: 'allow', // judged before
    cacheControl: false,
    index: false,
    acceptRanges: res.statusCode === 200,
    ...(isImmutable ? { headers: { 'Cache-Control': oneYear } } : {}),
  } as const;
  return new Promise((resolve, reject) => {
    res.sendFile(sendsCopy ? `${file}.gz` : file, options, (error?: Error) => {
      if (!error || res.headersSent) return resolve(true); // sent, or the caller went away
      if ('status' in error && error.status === 404) return resolve(false);
      if ('code' in error && error.code === 'EISDIR') return resolve(false);
      reject(error);
    });
  });
}

function refuse(res: Response, status: number, title: string): void {
  res.status(status).type('text/plain').send(`${title}\n`);
}
