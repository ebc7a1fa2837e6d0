import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits, fit for addresses and JSON: a screen's token, a TV's device code. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: who reads the database cannot show it. A secret of 256 bits needs no salt. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
