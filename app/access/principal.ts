import { headers } from 'next/headers';
import { forbidden, unauthorized } from 'next/navigation';
import type { Principal } from '#lib/access/principal.ts';
import { fromPrincipalHeader, principalHeader } from '#lib/access/principalHeader.ts';
import { may, type Permission } from '#lib/access/role.ts';

/** Who asks for the page or route that is being answered; null: nobody signed in. Server only. */
export async function principal(): Promise<Principal | null> {
  return fromPrincipalHeader((await headers()).get(principalHeader));
}

/** Who asks; without a session the request ends here. */
export async function requirePerson(): Promise<Principal> {
  return (await principal()) ?? unauthorized();
}

/**
 * Who asks, who may do this. Else the request ends here, in pages and in routes alike: 401 without a session, 403 with one.
 * The web process has decided by lib/access/pathAccess.ts already; this says it again where the work is done.
 */
export async function requirePermission(permission: Permission): Promise<Principal> {
  const who = await requirePerson();
  if (!may(who.role, permission)) forbidden();
  return who;
}
