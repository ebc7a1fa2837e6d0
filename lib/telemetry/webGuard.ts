import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback } from '../settingsEnvironment.ts';

/** What every answer carries: no guessing of types, no framing by others, no address handed to other sites. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'SAMEORIGIN',
  'Content-Security-Policy': "frame-ancestors 'self'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/**
 * Is the request meant for this machine's own name? A page elsewhere can point its own name at 127.0.0.1 and so read
 * what is bound to loopback; its requests carry that name here.
 */
export function isAddressedToThisMachine(request: Pick<IncomingMessage, 'headers'>): boolean {
  const host = URL.parse(`http://${request.headers.host ?? ''}`)?.hostname.replace(/^\[|\]$/g, '');
  return host !== undefined && (isLoopback(host) || host.endsWith('.localhost'));
}

/** A socket is opened by our own pages, or by a process, which sends no Origin. */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}

/** Sets the security headers; answers and returns false when the request is not for this machine. */
export function guard(request: IncomingMessage, response: ServerResponse): boolean {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (isAddressedToThisMachine(request)) return true;
  response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('Santral answers this machine only, under localhost, until access control exists.\n');
  return false;
}
