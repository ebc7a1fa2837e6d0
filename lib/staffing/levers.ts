import { carriedDemand } from './carriedDemand.ts';
import { realAgents } from './realAgents.ts';
import type { OfferedInterval } from './staffIntervals.ts';
import { checkRules } from './staffingRules.ts';
import { type Team, type TeamsInput, teamsOf } from './teams.ts';

/** Contacts that need not reach an agent: told in the IVR, or sent to where they belong. */
export interface Lever {
  /** Index of the queue. */
  queue: number;
  /** Share 0–1 of the queue's contacts that it is about: those with a subject out of scope; 1: all of them. */
  about: number;
  /** Share 0–1 of those that it keeps from the queue: the IVR's containment. */
  deflected: number;
  /** Their own handling time; null: as long as the others'. */
  ahtSeconds?: number | null;
}

export interface LeverSavings {
  rows: LeverRow[];
  /** Contacts that no agent sees; null: no interval is known. */
  contacts: number | null;
  /** Hours at the desk and on the roster, over all intervals. */
  requiredHours: number | null;
  scheduledHours: number | null;
  /** The interval that saves most. */
  most: LeverRow | null;
}

export interface LeverRow {
  start: number;
  contacts: number | null;
  /** Agents fewer at their desks, a real number: 4.2; null: not known. */
  agents: number | null;
}

export interface LeversInput extends TeamsInput {
  levers: readonly Lever[];
  intervalMinutes: number;
}

/**
 * What levers would save, each interval by the same rules with and without them: "if callers about hospital appointments were
 * told in the IVR, 4.2 fewer agents at 10:00". Several levers on one queue are about different contacts.
 *
 * @throws RangeError naming the lever's figure and its value
 */
export function leverSavings({ levers, intervalMinutes, ...input }: LeversInput): LeverSavings {
  checkRules(input.rules);
  if (!(intervalMinutes > 0 && Number.isFinite(intervalMinutes)))
    throw new RangeError(`intervalMinutes must be above 0 and finite, not ${intervalMinutes}`);
  for (const { queue } of levers)
    if (!input.queues[queue])
      throw new RangeError(`queue of a lever must be 0 to ${input.queues.length - 1}, not ${queue}`);
  const after = {
    ...input,
    queues: input.queues.map((intervals, queue) => deflected(intervals, leversOf(levers, queue))),
  };
  const saved = savedAgents(input, after, intervalMinutes);
  const offered = (demand: TeamsInput, i: number) =>
    sumKnown(demand.queues.map((intervals) => intervals[i]?.offered ?? null));
  let [contacts, requiredHours]: [number | null, number | null] = [null, null];
  const rows = (input.queues[0] ?? []).map(({ start, minutes }, i): LeverRow => {
    const agents = saved[i] ?? null;
    const [offeredBefore, offeredAfter] = [offered(input, i), offered(after, i)];
    if (agents === null || offeredBefore === null || offeredAfter === null)
      return { start, contacts: null, agents: null };
    const row = { start, contacts: offeredBefore - offeredAfter, agents };
    contacts = (contacts ?? 0) + row.contacts;
    requiredHours = (requiredHours ?? 0) + (row.agents * (minutes ?? intervalMinutes)) / 60;
    return row;
  });
  return {
    rows,
    contacts,
    requiredHours,
    scheduledHours: requiredHours === null ? null : requiredHours / (1 - input.rules.shrinkage),
    most: rows.reduce<LeverRow | null>((most, row) => ((row.agents ?? 0) > (most?.agents ?? 0) ? row : most), null),
  };
}

/** A queue's demand without what its levers keep away; who remains takes as long as they did. */
export function deflected(intervals: readonly OfferedInterval[], levers: readonly Lever[]): readonly OfferedInterval[] {
  if (levers.length === 0) return intervals;
  for (const { about, deflected: kept, ahtSeconds } of levers) {
    if (!(about >= 0 && about <= 1)) throw new RangeError(`about must be a share of 0 to 1, not ${about}`);
    if (!(kept >= 0 && kept <= 1)) throw new RangeError(`deflected must be a share of 0 to 1, not ${kept}`);
    if (ahtSeconds != null && !(ahtSeconds > 0 && Number.isFinite(ahtSeconds)))
      throw new RangeError(`ahtSeconds of a lever must be above 0, or null, not ${ahtSeconds}`);
  }
  const about = levers.reduce((sum, lever) => sum + lever.about, 0);
  if (about > 1 + 1e-9)
    throw new RangeError(`levers on one queue must be about at most all of its contacts, not ${about} of them`);
  const share = levers.reduce((sum, lever) => sum + lever.about * lever.deflected, 0);
  return intervals.map((interval) => {
    const { offered, ahtSeconds } = interval;
    if (offered === null) return interval;
    const left = Math.max(0, 1 - share);
    if (ahtSeconds === null || left === 0) return { ...interval, offered: offered * left };
    const gone = levers.reduce(
      (sum, lever) => sum + lever.about * lever.deflected * (lever.ahtSeconds ?? ahtSeconds),
      0,
    );
    // Longer calls than there are cannot go: then those who remain take as long as all did.
    const rest = (ahtSeconds - gone) / left;
    return { ...interval, offered: offered * left, ahtSeconds: rest > 0 ? rest : ahtSeconds };
  });
}

function leversOf(levers: readonly Lever[], queue: number): Lever[] {
  return levers.filter((lever) => lever.queue === queue);
}

/** Real-valued agents that each interval saves, all teams together; a team that no lever touches saves none. */
function savedAgents(before: TeamsInput, after: TeamsInput, intervalMinutes: number): (number | null)[] {
  const teamsAfter = teamsOf(after);
  const saved = teamsOf(before).map((team, t) => {
    const changed = teamsAfter[t];
    if (changed === undefined || changed.intervals === team.intervals)
      return team.intervals.map(({ offered }) => (offered === null ? null : 0));
    const [kept, without] = [changed, team].map((one) => agentsOf(one, intervalMinutes));
    return (without ?? []).map((agents, i) => {
      const left = kept?.[i] ?? null;
      return agents === null || left === null ? null : agents - left;
    });
  });
  return (before.queues[0] ?? []).map((_, i) => sumKnown(saved.map((team) => team[i] ?? null)));
}

function agentsOf({ intervals, rules }: Team, intervalMinutes: number): (number | null)[] {
  const required = realAgents(rules);
  return carriedDemand(intervals, intervalMinutes, rules).map((load) =>
    load === null ? null : load.own === 0 ? 0 : required(load),
  );
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
