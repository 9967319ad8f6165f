import { hasHexBytes } from './hex-bytes.ts';
import { hasRandomLetters } from './random-letters.ts';

// A name that says that its value is a secret, as it stands in a text.
const name =
  '(passw(or)?d|passphrase|passcode|pwd|secret|token|credentials?|(?<![a-z])pass|' +
  '(api|access|private|secret|signing|encryption|account)[-_]?key)\\d*';

// How a value begins that stands there itself: no reference, no nesting, no path of a file.
const literal =
  '(?![\\s\'"$<{\\[,;&|>})\\]=]|(null|true|false|yes|no|undefined)(?![\\w-])|\\/[\\w.-]+\\/[\\w.-])\\S';

const passwords = [
  `${name}[ \\t]*=[ \\t]*["']?${literal}`,
  `${name}["']\\s*:\\s*["']?${literal}`,
  // A line's key, or one of a flow: not the word before a colon in a sentence.
  `(^|[{,"'])[ \\t-]*[\\w.-]*${name}:[ \\t]+["']?${literal}`,
  `${name}["']?:[ \\t]+[|>][-+]?[ \\t]*\\n[ \\t]+\\S`,
  // On the line below its key; no map and no list.
  `^[ \\t-]*["']?[\\w.-]*${name}["']?:[ \\t]*\\n[ \\t]+(?!-[ \\t]|#)["']?${literal}(?![^\\n]*:([ \\t]|$))`,
  `<([\\w.-]+:)?[\\w.-]*${name}(\\s[^<>]*)?>\\s*${literal}`,
  `(^|[\\s"'])--?([\\w-]*[-_])?${name}[ \\t]+["']?(?!-)${literal}`,
  `(^|\\s)(requirepass|masterauth)[ \\t]+["']?${literal}`,
];

/** What a text would give away, by what it looks like. */
const looks: readonly [what: string, test: (text: string) => boolean][] = [
  // PEM; its first bytes once more as base64; its body without the lines around it: Ed25519, RSA, EC.
  [
    'a private key',
    matching(
      /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|LS0tLS1CRUdJTi|BQYDK2V[uw]BCIEI/,
      /\bMII[\w+/]{2,6}IBADANBgkqhkiG9w0B|\bMII[\w+/]{2,6}IBAAKC|\bMHcCAQEEI|\bMIGHAgEAMBMGByqGSM49/,
      /\bAGE-SECRET-KEY-1/,
    ),
  ],
  [
    'a token',
    matching(
      /\beyJ[\w-]{6,}\.[\w-]{6,}\.|\bgh[a-z]_\w{20,}|\bglpat-[\w-]{16,}|\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
      /\b[rs]k_(live|test)_\w{16,}|\bnpm_\w{30,}|\bpul-[0-9a-f]{40}\b|\bhooks\.slack\.com\/services\/\w/,
    ),
  ],
  [
    'an address with a password',
    matching(/[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i, /\w:[^\s/@]+@(tcp|unix)\(/),
  ],
  ['a password', matching(...passwords.map((pattern) => new RegExp(pattern, 'im')))],
  [
    'the hash of a password',
    matching(
      /\$2[abxy]?\$\d\d\$[\w./]|\$(argon2|pbkdf2|scrypt)|\bSCRAM-SHA-256\$\d/,
      // Salt and hash of crypt(3), not the first match of a pattern.
      /\$([156y]|apr1)\$([\w./=,]+\$){1,2}[\w./]{20,}/,
    ),
  ],
  [
    'a login',
    matching(
      /authorization["']?\s*[:=]\s*["']?(bearer|basic|token)\s+[^\s$<{]/i,
      // Letters of a login, not the next word of a sentence.
      /\b([Bb]earer|[Bb]asic)\s+(?=[\w+/.~-]*[A-Z\d])[\w+/.~-]{8,}/,
    ),
  ],
  ['a Secret', (text) => /\bkind["']?:\s*["']?Secret\b/.test(text) && /\b(data|stringData)["']?:/.test(text)],
  ['a derived secret', (text) => hasRandomLetters(text) || hasHexBytes(text)],
  // An output or a secret value that was put into a text.
  ['an output of the engine', matching(/\[Output<|\[object [A-Za-z]+\]/)],
];

function matching(...patterns: readonly RegExp[]): (text: string) => boolean {
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** How often base64 may stand in base64. */
const depth = 3;

/** What `text` looks like, if it must not be written down: `a private key`. Base64 in it is read as well. */
export function secretLook(text: string, rest = depth): string | undefined {
  const [what] = looks.find(([, test]) => test(text)) ?? [];
  if (what !== undefined || rest === 0) return what;
  for (const run of text.match(/[\w+/-]{16,}={0,2}/g) ?? []) {
    const inner = Buffer.from(run, 'base64').toString('latin1');
    const found = /^[\t\n\r -~]{8,}$/.test(inner) ? secretLook(inner, rest - 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
