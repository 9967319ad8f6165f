import { z } from 'zod';
import {
  loginOperation,
  logoutOperation,
  refreshOperation,
  registerOperation,
  seenOperation,
} from '@goalixa/auth/contract.ts';
import { unavailable, type Upstream } from '../upstream/upstream.ts';

/** An answer of Auth, read whole. */
export interface AuthAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  sessionExpiresAt: z.iso.datetime(),
});
const signedIn = tokens.extend({ user: z.unknown() });

/** What Auth issues: a pair, and the end of its session (ISO 8601 UTC). */
export type Tokens = z.infer<typeof tokens>;

/** What the browser's request adds to a call: its id, and its `User-Agent` at sign-in. */
export type CallHeaders = Readonly<Record<string, string>>;

/** Auth's internal API. Every method throws AppError `dependency_unavailable` (503) while Auth cannot answer. */
export class AuthClient {
  readonly #upstream: Upstream;

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** @returns Auth's answer as it is */
  register(body: unknown, headers: CallHeaders): Promise<AuthAnswer> {
    return this.#post(registerOperation.path, body, headers);
  }

  /** @returns the user and the pair, or Auth's refusal as it is */
  async login(
    body: unknown,
    headers: CallHeaders,
  ): Promise<{ signedIn: z.infer<typeof signedIn> } | { refusal: AuthAnswer }> {
    const answer = await this.#post(loginOperation.path, body, headers);
    return answer.status === 200 ? { signedIn: parsed(signedIn, answer) } : { refusal: answer };
  }

  /** @returns the successor, or `null` when Auth refuses the token for good */
  async refresh(refreshToken: string): Promise<Tokens | null> {
    const answer = await this.#post(refreshOperation.path, { refreshToken });
    if (answer.status === 401) return null;
    return parsed(tokens, expect(answer, 200));
  }

  /** Ends the token's session; a token that Auth does not know has none. */
  async logout(refreshToken: string): Promise<void> {
    const answer = await this.#post(logoutOperation.path, { refreshToken });
    if (answer.status !== 401) expect(answer, 204);
  }

  /** Reports the first use of a successor. */
  async seen(refreshToken: string): Promise<void> {
    expect(await this.#post(seenOperation.path, { refreshToken }), 204);
  }

  #post(path: string, body: unknown, headers: CallHeaders = {}): Promise<AuthAnswer> {
    const request = {
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return this.#upstream.send(request, 'whole', async (answer) => ({
      status: answer.statusCode,
      headers: answer.headers,
      body: await answer.body.text(),
    }));
  }
}

/** Anything else than what was agreed is Auth's failure, not the caller's: the cookie must survive it. */
function expect(answer: AuthAnswer, status: number): AuthAnswer {
  if (answer.status !== status) throw unavailable(new Error(`Auth answers ${answer.status}`));
  return answer;
}

function parsed<T extends z.ZodType>(schema: T, answer: AuthAnswer): z.output<T> {
  try {
    return schema.parse(JSON.parse(answer.body));
  } catch (error) {
    throw unavailable(error);
  }
}
