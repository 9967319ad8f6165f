import { joinedPieces } from './joined-pieces.ts';

const bytes = /(?<![0-9a-f])(?:[0-9a-f]{2}:?){32}(?![0-9a-f])/i;

/** A digest that is called one, or stands in a list of checksums. */
const digests = [/\bsha-?256["']?\s*[:=]\s*["']?[0-9a-f]{64}(?![0-9a-f])/gi, /^[0-9a-f]{64} [ *]\S+$/gm];

/** Whether 32 bytes stand in a text as hex, also with colons or split, and are not said to be SHA-256 right there. */
export function hasHexBytes(text: string): boolean {
  const rest = digests.reduce((left, pattern) => left.replace(pattern, ' '), text);
  return bytes.test(rest) || bytes.test(joinedPieces(rest));
}
