import { createHash, randomBytes } from 'node:crypto';

/** A new token for a link: 32 random bytes, as it stands in the link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** As it is kept: whoever reads the database cannot use the link. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
