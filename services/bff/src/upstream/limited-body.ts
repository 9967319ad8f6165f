import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';

/** As the services' own parsers have it, in bytes. */
const limit = 102_400;

const tooLarge = () => new AppError(kitErrors.body_too_large, { detail: 'At most 100kb' });

/**
 * A request's body as a stream that ends with an error beyond 100 kB, or `undefined` when there is none. It stands
 * between the two sockets, so that a failing service does not take the browser's connection with it.
 * @throws AppError `body_too_large` (413) when the length is announced
 */
export function limitedBody(req: IncomingMessage): Readable | undefined {
  const announced = Number(req.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge();
  if (announced === 0 && req.headers['transfer-encoding'] === undefined) return undefined;
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(tooLarge());
      else done(null, chunk);
    },
  });
  // Whoever reads it listens too, but only while reading: later errors concern nobody.
  counted.on('error', () => undefined);
  req.once('close', () => {
    if (!req.complete) counted.destroy(new Error('the browser left'));
  });
  return req.pipe(counted);
}

/** Lets go of what a service did not read, or the connection could not carry another request. */
export function releaseBody(req: IncomingMessage, body: Readable | undefined): void {
  if (!body) return;
  req.unpipe();
  req.resume();
}
