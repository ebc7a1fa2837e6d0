import { may, type Permission, type Role } from '#lib/access/role.ts';

/** The entries of the navigation, each with what one must be allowed to be shown it. */
const entries = [
  { place: 'wall', href: '/wall', needs: 'see_walls' },
  { place: 'floor', href: '/floor', needs: 'see_agents' },
  { place: 'history', href: '/history', needs: 'see_walls' },
  { place: 'plan', href: '/plan', needs: 'plan' },
  { place: 'boards', href: '/boards', needs: 'edit_boards' },
  { place: 'settings', href: '/settings', needs: 'manage_screens' },
] as const satisfies { place: string; href: string; needs: Permission }[];

/** Which entry of the navigation a page belongs to. */
export type Place = 'home' | (typeof entries)[number]['place'];

/** The entries for a role; null, nobody: none. */
export function placesFor(role: Role | null) {
  return role === null ? [] : entries.filter(({ needs }) => may(role, needs));
}
