/**
 * Security headers of the static sites: everything from the own origin, no framing, no sniffing; text becomes markup
 * only through a policy that the site names.
 * @param trustedTypes names of the policies that its scripts may make, or `'none'` with its quotes
 */
export const siteHeaders = (trustedTypes: string): Readonly<Record<string, string>> => ({
  // Scripts send forms; a browser that runs none must not put a password into an address.
  'Content-Security-Policy': [
    "default-src 'none'",
    ...["script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'"],
    ...["connect-src 'self'", "manifest-src 'self'", "worker-src 'self'"],
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
    ...["require-trusted-types-for 'script'", `trusted-types ${trustedTypes}`],
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  // Browsers ignore it over plain http, so it may stand in the twin's answers too.
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});
