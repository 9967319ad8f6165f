/** What a text would give away, by what it looks like. */
const looks: readonly [what: string, pattern: RegExp][] = [
  ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|LS0tLS1CRUdJTi/],
  ['a token', /\beyJ[\w-]{8,}\.[\w-]{8,}\.|\bgh[a-z]_\w{20,}|\bglpat-[\w-]{16,}|\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['an address with a password', /[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i],
  ['a password', /(^|[^a-z])(pass(word|wd|phrase)|pwd|secret|token|api[-_]?key)(=[^\s,;&]|"\s*:\s*"[^"])/i],
  // What is derived from a root: 32 bytes as base64. A digest has no capitals, a name no digits or no capitals.
  [
    'a derived secret',
    /(?<![\w+/-])(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])(?=[\w+/-]*\d)[\w+/-]{43}=?(?![\w+/=-])/,
  ],
  // An output or a secret value that was put into a text.
  ['an output of the engine', /\[Output<|\[object [A-Za-z]+\]/],
];

/** What `text` looks like, if it must not be written down: `a private key`. */
export const secretLook = (text: string): string | undefined =>
  looks.find(([, pattern]) => pattern.test(text))?.[0];

/** Whether what is called so is a secret itself; the path of a file with one is none, nor is a yes or no. */
export function namesSecret(name: string, value: unknown): boolean {
  if (typeof value !== 'string' || /^(true|false)?$/i.test(value)) return false;
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2');
  if (/[^a-z]file$/i.test(words) && value.startsWith('/')) return false;
  return /(pass(word|wd|phrase)|pwd|secret|token|credential|key)s?($|[^a-z])/i.test(words);
}
