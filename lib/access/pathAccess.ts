import { may, type Permission, permissions, type Role } from './role.ts';

/** `open`: to anybody; `signed_in`: to every person; else to persons who may do that. */
export type Decision = 'open' | 'signed_in' | Permission;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Decisions = Decision | Partial<Record<Method, Decision>>;

/**
 * Who may open each page and call each route: one line for each `page.tsx` and `route.ts` under app, as Next names it. What
 * stands here alone is for GET. The web process asks here before any page runs; what is not named is shut, and a test
 * walks app to find what nobody has decided.
 */
const decisions: Readonly<Record<string, Decisions>> = {
  '/': 'signed_in',
  '/signin': 'open',
  '/setup': 'open',
  '/password': 'signed_in',
  '/tv': 'open',
  '/icon.svg': 'open',
  '/manifest.webmanifest': 'open',
  // The web process answers these itself, and decides how much it tells whom.
  '/metrics': 'open',
  '/healthz': 'open',

  '/no-access': 'signed_in',

  '/wall': 'see_walls',
  '/wall/[board]': 'see_walls',
  '/history': 'see_walls',
  '/history/agents': 'see_agents',
  '/plan': 'plan',
  '/plan/accuracy': 'plan',
  '/floor': 'see_agents',
  '/boards': 'edit_boards',
  '/boards/messages': 'send_tickers',
  '/boards/new': 'edit_boards',
  '/boards/[board]': 'edit_boards',

  '/settings': 'signed_in',
  '/settings/people': 'manage_people',
  '/settings/sessions': 'signed_in',
  '/settings/audit': 'see_audit_log',
  '/settings/screens': 'manage_screens',
  '/settings/screens/pair': 'manage_screens',
  '/settings/alarms': 'acknowledge_alarms',
  '/settings/alarms/log': 'acknowledge_alarms',
  '/settings/alarms/recipients': 'edit_alarm_rules',
  '/settings/alarms/rules/[rule]': 'edit_alarm_rules',

  // better-auth's, of which the web process lets in what openAuthPaths names.
  '/api/auth/sign-in/[way]': { POST: 'open' },
  '/api/auth/callback/[provider]': { GET: 'open' },
  '/api/auth/sign-out': { POST: 'open' },
  '/api/setup': { POST: 'open' },
  '/api/password': { POST: 'signed_in' },
  '/api/people': { GET: 'manage_people', POST: 'manage_people' },
  '/api/people/[id]': { PUT: 'manage_people', DELETE: 'manage_people' },
  '/api/people/[id]/invitation': { POST: 'manage_people' },
  '/api/sessions': { DELETE: 'signed_in' },
  '/api/sessions/[id]': { DELETE: 'signed_in' },
  '/api/audit': 'see_audit_log',
  '/api/history': 'see_walls',
  '/api/history/agents': 'see_agents',
  '/api/plan': 'plan',
  '/api/plan/accuracy': 'plan',
  '/api/floor/roster': 'see_agents',
  '/api/floor/agent': 'see_agents',
  '/api/floor/queue': 'see_agents',
  '/api/boards': { GET: 'see_walls', POST: 'edit_boards' },
  '/api/boards/[id]': { GET: 'see_walls', PUT: 'edit_boards', DELETE: 'edit_boards' },
  '/api/boards/[id]/duplicate': { POST: 'edit_boards' },
  '/api/tickers': { GET: 'see_walls', POST: 'send_tickers' },
  '/api/tickers/[id]': { DELETE: 'send_tickers' },
  '/api/pictures': { GET: 'edit_boards', POST: 'edit_boards' },
  // Screens show them too, and show their token in place of a session: the route itself looks at it.
  '/api/pictures/[id]': 'open',
  '/api/alarms': 'acknowledge_alarms',
  '/api/alarms/[id]/acknowledge': { POST: 'acknowledge_alarms' },
  '/api/alarms/rules': { GET: 'acknowledge_alarms', POST: 'edit_alarm_rules' },
  '/api/alarms/rules/replay': { POST: 'edit_alarm_rules' },
  '/api/alarms/rules/[id]': { PUT: 'edit_alarm_rules', DELETE: 'edit_alarm_rules' },
  '/api/alarms/settings': { GET: 'acknowledge_alarms', PUT: 'edit_alarm_rules' },
  '/api/alarms/recipients': { GET: 'edit_alarm_rules', POST: 'edit_alarm_rules' },
  '/api/alarms/recipients/[id]': { PUT: 'edit_alarm_rules', DELETE: 'edit_alarm_rules' },
  '/api/alarms/recipients/[id]/test': { POST: 'edit_alarm_rules' },
  '/api/screens': { GET: 'manage_screens' },
  '/api/screens/[id]': { PUT: 'manage_screens', DELETE: 'manage_screens' },
  '/api/screens/[id]/identify': { POST: 'manage_screens' },
  '/api/pairing/code': { POST: 'open' },
  '/api/pairing/token': { POST: 'open' },
  '/api/pairing/approve': { GET: 'manage_screens', POST: 'manage_screens' },
  '/api/pairing/deny': { POST: 'manage_screens' },
};

/** Files that every page needs, signed in or not: scripts, fonts, icons, sounds, the offline shell. They hold no data. */
const openFile =
  /^\/(_next\/static\/.+|fonts\/.+|icons\/.+|sounds\/.+|sw\.js|tv\.webmanifest|favicon\.ico|robots\.txt)$/;

/** Steps that lead elsewhere once they are resolved, and what may pass for a slash: nobody types these. */
const climbing = /(\/|\\|%2f|%5c)(\.|%2e){1,2}(\/|\\|%2f|%5c|$)|\\|\/\//i;

interface Pattern {
  path: string;
  steps: string[];
  decisions: Decisions;
}
const patterns: Pattern[] = Object.entries(decisions).map(([path, decided]) => ({
  path,
  steps: path.split('/'),
  decisions: decided,
}));

/** The paths that somebody has decided on, for the test. */
export const decidedPaths: readonly string[] = patterns.map(({ path }) => path);

/** What is asked of whoever asks for a path by a method; null: nobody has decided, so it is shut. */
export function decisionOn(path: string, method: string): Decision | null {
  if (climbing.test(path)) return null;
  const reading = method === 'HEAD' || method === 'OPTIONS' ? 'GET' : (method as Method);
  if (openFile.test(path)) return reading === 'GET' ? 'open' : null;
  const steps = path.split('/');
  const pattern = patterns.find((each) => matches(each.steps, steps));
  if (!pattern) return null;
  if (typeof pattern.decisions === 'string') return reading === 'GET' ? pattern.decisions : null;
  return pattern.decisions[reading] ?? null;
}

/** The first that matches decides, so the table names what is written out before `[any]`. */
function matches(pattern: readonly string[], steps: readonly string[]): boolean {
  if (pattern.length !== steps.length) return false;
  return pattern.every((step, index) => (step.startsWith('[') ? steps[index] !== '' : step === steps[index]));
}

/** Does the decision let this person through? `role` null: nobody signed in. */
export function allows(decision: Decision | null, role: Role | null): boolean {
  if (decision === null) return false;
  if (decision === 'open') return true;
  return role !== null && (decision === 'signed_in' || may(role, decision));
}

/** Is that one of the permissions, rather than `open` or `signed_in`? */
export function isPermission(decision: Decision): decision is Permission {
  return (permissions as readonly string[]).includes(decision);
}
