import { type Role, roles } from './role.ts';

/** Who is what, by a claim of an OpenID provider. */
export interface ClaimRoles {
  /** The claim's name; dots step into it: `realm_access.roles`. */
  claim: string;
  /** Values of the claim that make somebody so. */
  values: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** Of persons without any of them; null: they may not come in. */
  otherwise: Role | null;
}

/** The highest role that the claims give; null: none, the person may not come in. */
export function roleFromClaims(claims: unknown, { claim, values, otherwise }: ClaimRoles): Role | null {
  const told = claimAt(claims, claim);
  const held = new Set((Array.isArray(told) ? told : [told]).filter((value) => typeof value === 'string'));
  const found = roles.findLast((role) => values[role]?.some((value) => held.has(value)));
  return found ?? otherwise;
}

/** A claim may hold dots in its own name, as the addresses that some providers use do. */
function claimAt(claims: unknown, path: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined;
  if (Object.hasOwn(claims, path)) return (claims as Record<string, unknown>)[path];
  const dot = path.indexOf('.');
  if (dot < 0 || !Object.hasOwn(claims, path.slice(0, dot))) return undefined;
  return claimAt((claims as Record<string, unknown>)[path.slice(0, dot)], path.slice(dot + 1));
}
