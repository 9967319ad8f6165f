import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CachedAnswer } from './aggregate-cache.ts';

const head = z.object({
  userId: z.string(),
  etag: z.string(),
  contentType: z.string(),
  digest: z.string(),
});
const lineBreak = 0x0a;

/** An answer as bytes: one line of JSON about the body, then the body as it is. */
export function encodeAnswer({ body, ...about }: CachedAnswer): Buffer {
  const line = JSON.stringify({ ...about, digest: digestOf({ body, ...about }) });
  return Buffer.concat([Buffer.from(`${line}\n`), body]);
}

/** @returns the answer, or `null` for bytes that are not, or no longer, what `encodeAnswer` made */
export function decodeAnswer(bytes: Buffer): CachedAnswer | null {
  const end = bytes.indexOf(lineBreak);
  const about = end < 0 ? null : parsedHead(bytes.toString('utf8', 0, end));
  if (!about) return null;
  const { digest, ...rest } = about;
  const answer = { ...rest, body: bytes.subarray(end + 1) };
  return digestOf(answer) === digest ? answer : null;
}

function parsedHead(line: string): z.infer<typeof head> | null {
  try {
    return head.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function digestOf({ userId, etag, contentType, body }: CachedAnswer): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, etag, contentType]))
    .update(body)
    .digest('base64url');
}
