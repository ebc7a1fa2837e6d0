import type { IncomingMessage } from 'node:http';

/** What every answer carries: no guessing of types, no framing by others, no address handed to other sites. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/**
 * What a page may load: our own files, and of scripts within it only those with this answer's nonce. Styles may stand
 * within: React writes them there, and they run nothing.
 *
 * @param host as the browser called us; older televisions do not take `self` for the live feed's socket
 * @param dev Next's development mode evaluates code
 */
export function contentSecurityPolicy(nonce: string, host: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' data: blob:",
    `connect-src 'self' ws://${host} wss://${host}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** A socket is opened by our own pages, or by a process, which sends no Origin. */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, host = request.headers.host): boolean {
  const { origin } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * May this request change something? Browsers say where a page comes from that sends one; a page elsewhere can neither
 * hide nor invent it. Besides, what a plain form of any site can send is never taken.
 */
export function isOwnChange(request: Pick<IncomingMessage, 'headers'>, host = request.headers.host): boolean {
  const { origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  if (formTypes.test(type)) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined ? site === 'same-origin' : URL.parse(origin)?.host === host;
}
