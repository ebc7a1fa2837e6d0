/** Each role may all that the one before may. */
export const roles = ['viewer', 'supervisor', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  /** Walls, and history of centres and queues. */
  'see_walls',
  /** Agents by name on the desk, their states and history. */
  'see_agents',
  'plan',
  'edit_boards',
  'manage_screens',
  'send_tickers',
  'acknowledge_alarms',
  'edit_alarm_rules',
  'see_audit_log',
  'manage_people',
] as const;
export type Permission = (typeof permissions)[number];

const least: Readonly<Record<Permission, Role>> = {
  see_walls: 'viewer',
  see_agents: 'supervisor',
  plan: 'supervisor',
  edit_boards: 'supervisor',
  manage_screens: 'supervisor',
  send_tickers: 'supervisor',
  acknowledge_alarms: 'supervisor',
  edit_alarm_rules: 'manager',
  see_audit_log: 'manager',
  manage_people: 'admin',
};

/** May this role do that? */
export function may(role: Role, permission: Permission): boolean {
  return atLeast(role, least[permission]);
}

/** Roles stand in an order: each may what those below it may. */
export function atLeast(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** Whose digits of a citizen's number are shown in full is a setting of the installation: the least role, or nobody. */
export function maySeeCallerNumbers(role: Role, from: Role | 'nobody'): boolean {
  return from !== 'nobody' && atLeast(role, from);
}
