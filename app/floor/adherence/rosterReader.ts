import type { CentreSettings } from '#lib/settings.ts';
import { database, orAway, settings } from '../../database.ts';
import type { DayPresence } from './dayPresence.ts';
import { readAgentDay, readRosterToday } from './readRosterToday.ts';
import type { AgentDay, RosterToday } from './rosterToday.ts';

/** Desks ask once a minute each; those that ask at about the same time get one answer. */
const freshMs = 5_000;

/** Next bundles each route by itself, so what must be one per process hangs on the global object. */
const kept = globalThis as typeof globalThis & { santralRosters?: RosterReader };

interface RosterReader {
  presences: Map<string, DayPresence>;
  answers: Map<string, { at: number; answer: Promise<RosterToday | 'away' | 'empty'> }>;
}

function reader(): RosterReader {
  kept.santralRosters ??= { presences: new Map(), answers: new Map() };
  return kept.santralRosters;
}

/** The centres that a desk is about: one, or all of them (`all`); null: there is none of that name. */
function centresOfDesk(centre: string): readonly CentreSettings[] | null {
  const { centres } = settings();
  if (centre === 'all') return centres;
  const found = centres.filter(({ id }) => id === centre);
  return found.length === 0 ? null : found;
}

/** The present day's roster and how far it was kept; `away`: the database cannot answer, `empty`: it has no tables yet. */
export function rosterToday(centre: string, now: number): Promise<RosterToday | 'away' | 'empty'> | null {
  const centres = centresOfDesk(centre);
  if (centres === null) return null;
  const { answers, presences } = reader();
  const known = answers.get(centre);
  if (known !== undefined && now - known.at < freshMs) return known.answer;
  const answer = orAway(() => readRosterToday(database(), settings(), centres, presences, now));
  answers.set(centre, { at: now, answer });
  // what failed is asked again
  answer.then((told) => typeof told === 'string' && answers.delete(centre)).catch(() => answers.delete(centre));
  return answer;
}

export function agentDay(id: string, now: number): Promise<AgentDay | null | 'away' | 'empty'> {
  return orAway(() => readAgentDay(database(), settings(), settings().centres, reader().presences, { id, now }));
}
