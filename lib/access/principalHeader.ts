import type { Principal } from './principal.ts';
import { roles } from './role.ts';

/**
 * The header in which the web process tells the pages who asks. It is taken off every request from outside before, so a
 * page may believe it.
 */
export const principalHeader = 'x-santral-principal';

/** As a header's value: names hold letters that headers may not. */
export function toPrincipalHeader({ id, name, username, role }: Principal): string {
  return Buffer.from(JSON.stringify({ id, name, username, role })).toString('base64url');
}

/** null: nobody signed in, or no such value. */
export function fromPrincipalHeader(value: string | null | undefined): Principal | null {
  if (!value) return null;
  try {
    const { id, name, username, role } = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<Principal>;
    if (!id || name === undefined || username === undefined || !role || !roles.includes(role)) return null;
    return { id, name, username, role };
  } catch {
    return null;
  }
}
