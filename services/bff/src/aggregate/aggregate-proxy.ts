import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Session } from '../session/session-service.ts';
import { forward, requestFor, stream } from '../upstream/forward.ts';
import { passHeadersToBrowser } from '../upstream/pass-headers.ts';
import type { Upstream, UpstreamAnswer } from '../upstream/upstream.ts';
import type { AggregateCache, CachedAnswer } from './aggregate-cache.ts';
import { matchesEtag } from './matches-etag.ts';

/** Larger answers pass through without being kept. */
const largestKept = 1_048_576;

/**
 * Aggregates of Core API, kept per user and page. Each read asks Core API whether what is kept still holds, by its
 * ETag (user, change counter, day): a write and the turn of the day are seen by the next read.
 */
export class AggregateProxy {
  readonly #coreApi: Upstream;
  readonly #cache: AggregateCache;

  constructor(coreApi: Upstream, cache: AggregateCache) {
    this.#coreApi = coreApi;
    this.#cache = cache;
  }

  /** Answers `path` of Core API; a variant with a query is not kept. */
  async answer(
    { req, res }: { readonly req: Request; readonly res: Response },
    path: string,
    { claims, accessToken }: Session,
  ): Promise<void> {
    if (path.includes('?')) return forward(this.#coreApi, { req, res }, { path, accessToken });
    const { userId } = claims;
    const key = `${userId}:${path}`;
    const kept = await this.#cache.get(key);
    const cached = kept?.userId === userId ? kept : null;
    const request = requestFor(req, res, { path, accessToken });
    if (cached) request.headers['if-none-match'] = cached.etag;
    try {
      await this.#coreApi.send({ ...request, method: 'GET' }, 'head', async (answer) => {
        if (answer.statusCode === 304 && cached) return serve(answer, cached, req, res);
        if (answer.statusCode === 200) return this.#serveAndKeep(answer, { key, userId }, req, res);
        await stream(answer, res);
      });
    } catch (error) {
      if (res.destroyed) return; // nobody is left to tell
      throw error;
    }
  }

  async #serveAndKeep(
    answer: UpstreamAnswer,
    { key, userId }: { readonly key: string; readonly userId: string },
    req: Request,
    res: Response,
  ): Promise<void> {
    const { etag, 'content-type': contentType } = answer.headers;
    if (typeof etag !== 'string' || typeof contentType !== 'string') return stream(answer, res);
    const chunks: Buffer[] = [];
    let size = 0;
    passHeadersToBrowser(answer.headers, res);
    const unchanged = matchesEtag(req.headers['if-none-match'], etag);
    if (unchanged) res.status(304);
    await pipeline(
      answer.body,
      async function* (body: AsyncIterable<Buffer>) {
        for await (const chunk of body) {
          size += chunk.length;
          if (size <= largestKept) chunks.push(chunk);
          if (!unchanged) yield chunk;
        }
      },
      res,
    );
    // Off the request's path: the answer has gone out, and a lost entry costs one more reading.
    if (size <= largestKept) {
      void this.#cache.set(key, { userId, etag, contentType, body: Buffer.concat(chunks) });
    }
  }
}

async function serve(
  answer: UpstreamAnswer,
  cached: CachedAnswer,
  req: Request,
  res: Response,
): Promise<void> {
  await answer.body.dump();
  res.setHeader('ETag', cached.etag);
  if (matchesEtag(req.headers['if-none-match'], cached.etag)) {
    res.status(304).end();
    return;
  }
  res.setHeader('Content-Type', cached.contentType);
  res.end(cached.body);
}
