import { parseArgs } from 'node:util';

export interface ShotOptions {
  /** Make the pictures of the public page instead. */
  readonly landing: boolean;
  /** A twin that runs already, and who signs in there; none: one of our own, with the demo. */
  readonly running: { readonly url: string; readonly email: string; readonly password: string } | null;
}

const usage = 'Usage: npm run shots [-- --landing --url http://localhost:8080 --email … --password …]';

/** @param args the words behind the script's name @throws Error that says how it is used */
export function shotOptions(args: readonly string[]): ShotOptions {
  const { landing, url, email, password } = parseArgs({
    args: [...args],
    options: {
      landing: { type: 'boolean', default: false },
      url: { type: 'string' },
      email: { type: 'string', default: 'demo@example.com' },
      password: { type: 'string' },
    },
  }).values;
  if (url === undefined) return { landing, running: null };
  if (!URL.canParse(url) || password === undefined) throw new Error(usage);
  return { landing, running: { url: new URL(url).origin, email, password } };
}
