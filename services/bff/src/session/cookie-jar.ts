/** Browsers drop a larger cookie without a word. */
const largest = 4_096;

/** The one cookie: how it is named, found and set. */
export class CookieJar {
  /** `__Host-` binds it to this host over https; plain http does not allow the prefix. */
  readonly name: string;
  readonly #attributes: string;

  /** @param publicUrl decides between http (the twin) and https */
  constructor(publicUrl: string) {
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? '__Host-goalixa' : 'goalixa';
    // Lax, not Strict: a Strict cookie is not sent after the return from another site's sign-in.
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  /** @returns the value in a `Cookie` header, or `null`; of several the first */
  find(header: string | undefined): string | null {
    if (header === undefined) return null;
    for (const pair of header.split(';')) {
      const equals = pair.indexOf('=');
      if (equals > 0 && pair.slice(0, equals).trim() === this.name) return pair.slice(equals + 1).trim();
    }
    return null;
  }

  /**
   * @param maxAge seconds
   * @throws Error when the cookie would be too large to be kept
   */
  set(value: string, maxAge: number): string {
    const cookie = `${this.name}=${value}; Max-Age=${Math.max(0, Math.floor(maxAge))}; ${this.#attributes}`;
    if (cookie.length > largest) throw new Error(`the session cookie has ${cookie.length} bytes`);
    return cookie;
  }

  /** Removes the cookie from the browser. */
  clear(): string {
    return this.set('', 0);
  }
}
