import { type ActualStretch, actualActivity } from '#lib/adherence/actualActivity.ts';
import { adherenceFigures } from '#lib/adherence/adherenceFigures.ts';
import type { ActualNow } from '#lib/adherence/adherenceNow.ts';
import { goesOnMs, joinedStretches } from '#lib/adherence/joinedStretches.ts';
import type { Unobserved } from '#lib/adherence/observedTime.ts';
import { plannedDay } from '#lib/adherence/plannedDay.ts';
import { agentStatesWithin, agentsOf, type PresenceStretch, statesOnRecordSince } from '#lib/database/agentDay.ts';
import type { Database } from '#lib/database/database.ts';
import { gapsWithin } from '#lib/database/observationGaps.ts';
import { rosteredShifts, rosterSpans } from '#lib/database/roster.ts';
import { centreDay } from '#lib/interval/centreDay.ts';
import { namedAgent } from '#lib/roster/namedAgent.ts';
import type { RosteredShift } from '#lib/roster/rosteredShift.ts';
import type { CentreSettings, Settings } from '#lib/settings.ts';
import type { PauseMeanings } from '#lib/staffing/shrinkageCause.ts';
import { DayPresence } from './dayPresence.ts';
import type { AgentDay, RosterAgent, RosterCentre, RosterToday } from './rosterToday.ts';

type Site = Pick<Settings, 'centres' | 'exchanges' | 'shrinkages'>;

/**
 * The rosters of the present day of these centres against what their agents did so far.
 *
 * @param presences kept from one reading to the next, by centre and day
 * @param now epoch ms
 */
export async function readRosterToday(
  db: Database,
  site: Site,
  centres: readonly CentreSettings[],
  presences: Map<string, DayPresence>,
  now: number,
): Promise<RosterToday> {
  const told: RosterToday = { asOf: now, centres: [], agents: [] };
  for (const centre of centres) {
    const read = await centreRoster(db, site, centre, presences, now);
    told.centres.push(read.centre);
    told.agents.push(...read.agents);
  }
  return told;
}

/** One agent's day in full, by the id of the live feed; null: no such agent is known in any of these centres. */
export async function readAgentDay(
  db: Database,
  site: Site,
  centres: readonly CentreSettings[],
  presences: Map<string, DayPresence>,
  { id, now }: { id: string; now: number },
): Promise<AgentDay | null> {
  for (const centre of centres) {
    const exchanges = exchangesOf(site, centre);
    const known = (await agentsOf(db, exchanges)).find((one) => `${one.exchange}:${one.agent}` === id);
    if (known === undefined) continue;
    const { centre: of, agents } = await centreRoster(db, site, centre, presences, now);
    const rostered = agents.find((one) => one.id === id);
    // an agent of a shared exchange is shown with the centre that has them on its roster
    if (rostered === undefined && centre !== centres.at(-1) && !homeOf(site, centre, known.exchange)) continue;
    const unobserved = await unobservedOf(db, [known.exchange], of.day.from, now);
    return {
      ...(rostered ?? {
        ...{ id, centre: centre.id, name: known.name, entries: [], actual: null },
        figures: adherenceFigures([], [], [], now),
      }),
      asOf: now,
      day: of.day,
      zone: centre.zone,
      covered: of.covered,
      pauseMeanings: of.pauseMeanings,
      states: await agentStatesWithin(db, known, of.day, now),
      unobserved: unobserved.get(known.exchange) ?? [],
    };
  }
  return null;
}

async function centreRoster(
  db: Database,
  site: Site,
  centre: CentreSettings,
  presences: Map<string, DayPresence>,
  now: number,
): Promise<{ centre: RosterCentre; agents: RosterAgent[] }> {
  const { dayStart: from, nextDayStart: to } = centreDay(now, centre.zone);
  const day = { from, to };
  const pauseMeanings = site.shrinkages.find((one) => one.centre === centre.id)?.pauseMeanings ?? {};
  const [covered, shifts] = [
    await rosterSpans(db, centre.id, from, to),
    await rosteredShifts(db, centre.id, null, from, to),
  ];
  const told: RosterCentre = { id: centre.id, day, covered, pauseMeanings };
  if (shifts.length === 0) return { centre: told, agents: [] };

  const exchanges = exchangesOf(site, centre);
  const known = await agentsOf(db, exchanges);
  const unobserved = await unobservedOf(db, exchanges, from, now);
  const presence = await presenceOf(presences, centre.id, exchanges, from).read(db, now);
  const byAgent = Map.groupBy(shifts, ({ agent }) => agent);
  const agents = [...byAgent].map(([called, entries]): RosterAgent => {
    const agent = namedAgent(called, known);
    const id = agent === null ? null : `${agent.exchange}:${agent.agent}`;
    const gaps = agent === null ? [{ from, to: null }] : (unobserved.get(agent.exchange) ?? []);
    const actual = inWordsOf(pauseMeanings, presence.get(id ?? '') ?? []);
    return {
      id,
      centre: centre.id,
      name: agent?.name ?? entries[0]?.agentName ?? called,
      entries: entries.map(entryOf),
      actual: actualNow(actual, gaps, now),
      figures: adherenceFigures(plannedDay(entries, covered, day), actual, gaps, now),
    };
  });
  return { centre: told, agents };
}

function entryOf({ startsAt, endsAt, activity }: RosteredShift) {
  return { startsAt, endsAt, activity };
}

/** The presence of this centre's day; those of days that are over are let go. */
function presenceOf(presences: Map<string, DayPresence>, centre: string, exchanges: readonly string[], from: number) {
  const key = `${centre}@${from}`;
  const known = presences.get(key);
  if (known !== undefined) return known;
  for (const old of presences.keys()) if (old.startsWith(`${centre}@`)) presences.delete(old);
  const fresh = new DayPresence(exchanges, from);
  presences.set(key, fresh);
  return fresh;
}

/** Where this centre's agents are: its own exchanges, and those at which its queues stand. */
function exchangesOf({ exchanges }: Site, centre: CentreSettings): string[] {
  return exchanges
    .filter(({ id, centre: own }) => own === centre.id || centre.queues.some(({ exchange }) => exchange === id))
    .map(({ id }) => id);
}

function homeOf({ exchanges }: Site, centre: CentreSettings, exchange: string): boolean {
  return exchanges.some(({ id, centre: own }) => id === exchange && own === centre.id);
}

/** When these exchanges' agents were not observed since `from`: before their first record, and while nobody listened. */
async function unobservedOf(
  db: Database,
  exchanges: readonly string[],
  from: number,
  now: number,
): Promise<Map<string, Unobserved[]>> {
  const since = await statesOnRecordSince(db, exchanges);
  const gaps = Map.groupBy(await gapsWithin(db, exchanges, from, now, { filledToo: true }), ({ exchange }) => exchange);
  return new Map(
    exchanges.map((exchange) => {
      const first = since.get(exchange) ?? null;
      const before: Unobserved[] = first !== null && first <= from ? [] : [{ from, to: first }];
      const later = (gaps.get(exchange) ?? []).map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt }));
      return [exchange, [...before, ...later]];
    }),
  );
}

function inWordsOf(meanings: PauseMeanings, presence: readonly PresenceStretch[]): ActualStretch[] {
  return joinedStretches(
    presence.map(({ state, pauseReason, from, to }) => ({
      activity: actualActivity(state, pauseReason, meanings),
      from,
      to,
    })),
  );
}

function actualNow(told: readonly ActualStretch[], gaps: readonly Unobserved[], now: number): ActualNow | null {
  if (gaps.some((gap) => gap.from <= now && (gap.to === null || gap.to > now))) return null;
  const last = told.at(-1);
  if (last !== undefined && now - last.to < goesOnMs) return { activity: last.activity, since: last.from };
  return { activity: 'out', since: last?.to ?? null };
}
