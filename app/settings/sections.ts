import { may, type Permission, type Role } from '#lib/access/role.ts';

/** The sections of the settings, each with what one must be allowed to be shown it; null: everybody's. */
const sections = [
  { section: 'people', needs: 'manage_people' },
  { section: 'screens', needs: 'manage_screens' },
  { section: 'alarms', needs: 'acknowledge_alarms' },
  { section: 'sessions', needs: null },
  { section: 'audit', needs: 'see_audit_log' },
] as const satisfies { section: string; needs: Permission | null }[];

export type Section = (typeof sections)[number]['section'];

/** Those that a role is shown, in order; never none. */
export function sectionsFor(role: Role): Section[] {
  return sections.filter(({ needs }) => needs === null || may(role, needs)).map(({ section }) => section);
}
