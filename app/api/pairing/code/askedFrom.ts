import { settings } from '../../../database.ts';

/** The client's address, as the web process told it; it takes the word of trusted proxies only. */
export function askedFrom(request: Request): string {
  return request.headers.get('x-santral-client') ?? '';
}

/** The address under which a phone finds the installation: the configured one, else the one that the TV itself called. */
export function askedAt(request: Request): string {
  const { headers } = request;
  return settings().access.url ?? headers.get('origin') ?? `http://${headers.get('host') ?? 'localhost'}`;
}
