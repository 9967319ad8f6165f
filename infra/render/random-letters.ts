import { joinedPieces } from './joined-pieces.ts';

/** What nobody has to keep to themselves, though it looks random. */
const open = [
  /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[\s\S]*?-----END \1-----/g,
  // A public key of SSH, the integrity of a script.
  /\bAAAA[BC]3NzaC1[\w+/]+=*|\bAAAAE2VjZHNh[\w+/]+=*/g,
  /\bsha256-[A-Za-z0-9+/]{43}=|\bsha384-[A-Za-z0-9+/]{64}|\bsha512-[A-Za-z0-9+/]{86}==/g,
  // Hex: what of it is a secret, others say. Beside words it would look random.
  /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/g,
];

/** 32 bytes as base64 and nothing beside them. A name has no digits or no capitals. */
const alone = /(?<![\w+/-])(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])(?=[\w+/-]*\d)[\w+/-]{43}=?(?![\w+/=-])/;

/** Letters of a run that are looked at together. */
const size = 40;

/**
 * Whether 32 random bytes or more stand in a text as base64url or base64, whatever stands beside them, also split
 * into pieces. With neighbours or split one in 500 is missed: it happens to look like words. Not found: pieces of
 * less than 8 letters, pieces with other text between them, other alphabets (base32, base85).
 */
export function hasRandomLetters(text: string): boolean {
  const rest = open.reduce((left, pattern) => left.replace(pattern, ' '), text);
  return alone.test(rest) || [rest, joinedPieces(rest)].flatMap(runsOf).some(isRandomSomewhere);
}

const runsOf = (text: string): readonly string[] =>
  [/[\w-]{40,}/g, /[A-Za-z0-9+/]{40,}/g].flatMap((pattern) => text.match(pattern) ?? []);

const isRandomSomewhere = (run: string): boolean =>
  Array.from({ length: run.length - size + 1 }, (_, start) => run.slice(start, start + size)).some(isRandom);

/** Chance changes between capitals, small letters, digits and signs 25 times, and seldom makes words. */
function isRandom(letters: string): boolean {
  const count = (pattern: RegExp): number => letters.match(pattern)?.join('').length ?? 0;
  const kinds = letters.match(/[A-Z]+|[a-z]+|\d+|[^A-Za-z\d]+/g) ?? [];
  return kinds.length > 14 && count(/[A-Z]/g) >= 3 && count(/[a-z]/g) >= 3 && count(/[a-z]{3,}/g) <= 18;
}
