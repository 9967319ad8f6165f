const anywhere = /(pass(word|wd|phrase|code)|pwd|secret|token|credential|key(ring)?)s?\d*($|[^a-z])/i;
// Words that are no secret with another behind them: `JWT_ISSUER`, `SEED_DATA`.
const atTheEnd =
  /(^|[^a-z])(pass|jwt|creds?|bearer|salt|seed|private|signing|dsn|authorization|webhook[-_]?url)\d*$/i;

/** Whether what is called so is a secret itself; the path of a file with one is none, nor is a yes or no. */
export function namesSecret(name: string, value: unknown): boolean {
  if (typeof value === 'number') return namesSecret(name, String(value));
  if (typeof value !== 'string' || /^(true|false)?$/i.test(value)) return false;
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2');
  if (/[^a-z]file$/i.test(words) && value.startsWith('/')) return false;
  return anywhere.test(words) || atTheEnd.test(words);
}

/** Whether `next` is a secret behind a flag: `--password`, `hunter2`; not so a path, a variable, a flag. */
export const followsSecretFlag = (flag: unknown, next: unknown): boolean =>
  typeof flag === 'string' &&
  typeof next === 'string' &&
  /^--?[a-z][\w-]*$/i.test(flag) &&
  !/^(-|\$[({]|\/[\w.-]+\/)/.test(next) &&
  namesSecret(flag, next);
