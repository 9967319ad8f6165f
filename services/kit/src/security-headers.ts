/**
 * Response headers of an API that answers JSON only: nothing may be framed, sniffed, stored or executed.
 * @param publicUrl the address users see; `https` adds HSTS
 * @returns name, value pairs, built once per process
 */
export function securityHeaders(publicUrl: string): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [
    [
      'Content-Security-Policy',
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'no-referrer'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    ['Cache-Control', 'no-store'],
  ];
  if (publicUrl.startsWith('https:')) {
    headers.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']);
  }
  return headers;
}
