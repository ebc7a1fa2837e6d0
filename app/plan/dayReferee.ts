import { levelDeviation, levelsAlike } from '#lib/forecast/jointBand.ts';
import { planDemand } from '#lib/plan/planDemand.ts';
import { dayParts } from '#lib/plan/planFigures.ts';
import type { PlanInputs } from '#lib/plan/planInputs.ts';
import { steppedWeek } from '#lib/plan/steppedWeek.ts';
import type { CentreModel } from '#lib/simulation/centreModel.ts';
import { carriedDemand, type IntervalLoad } from '#lib/staffing/carriedDemand.ts';
import type { RefereeInput } from '#lib/staffing/planReferee.ts';
import { type StaffingRow, type StaffingRules, staffIntervals } from '#lib/staffing/staffIntervals.ts';
import { teamsOf } from '#lib/staffing/teams.ts';
import type { PlanWeek } from './planWeek.ts';

/** Who sits there: as many as the plan requires, or those of the roster, less shrinkage. */
export type RefereeStaff = 'required' | 'rostered';

/** How often a day is run. */
const runs = 500;
/** Who hung up and calls again does so after some minutes. */
const redialDelaySeconds = 300;

/**
 * The day as the simulation runs it: the plan's own teams, their demand with as much doubt as the forecast's band says, and
 * whole agents at their desks.
 *
 * @returns null where a part of the day's demand, or of its roster, is not known, or nobody is expected
 */
export function dayReferee(
  week: PlanWeek,
  inputs: PlanInputs,
  day: number,
  staff: RefereeStaff,
  days: number = runs,
): RefereeInput | null {
  const { slots, rostered } = steppedWeek(week, inputs.stepMinutes);
  const own = slots.flatMap((slot, i) => (slot.day === day ? [i] : []));
  const demand = planDemand(week, inputs);
  const queues: CentreModel['queues'][number][] = [];
  const groups: CentreModel['groups'][number][] = [];
  for (const { rules, loads, rows } of staffedTeams(week, inputs)) {
    const of = own.map((i) => ({ load: loads[i] ?? null, row: rows[i] ?? null }));
    // A queue without history is left out of the plan as well.
    if (of.every(({ load }) => load === null)) continue;
    if (of.some(({ load }) => load === null)) return null;
    const patient = rules.model === 'erlang-c';
    queues.push({
      arrivalsPerHour: of.map(({ load }) => load?.own ?? 0),
      ahtSeconds: filled(of.map(({ load }) => load?.ahtSeconds ?? 0)),
      patienceSeconds: patient ? null : of.map(({ load }) => load?.patienceSeconds ?? null),
      thresholdSeconds: rules.target.thresholdSeconds,
      redial: { probability: patient ? 0 : (rules.redialProbability ?? 0), delaySeconds: redialDelaySeconds },
    });
    groups.push({ agents: of.map(({ row }) => row?.required ?? 0), skills: [{ queue: queues.length - 1 }] });
  }
  if (queues.every(({ arrivalsPerHour }) => arrivalsPerHour.every((rate) => rate === 0))) return null;
  if (staff === 'rostered') {
    const atDesks = own.map((i) => rostered?.[i] ?? null);
    if (atDesks.some((agents) => agents === null)) return null;
    const agents = atDesks.map((one) => Math.round((one ?? 0) * (1 - inputs.shrinkage)));
    // The roster does not say who sits in which team: each takes every queue.
    groups.splice(0, groups.length, { agents, skills: queues.map((_, queue) => ({ queue })) });
  }
  const parts = dayParts(own.map((i) => demand.uncertain[i] ?? null));
  const hours = inputs.stepMinutes / 60;
  return {
    plan: {
      intervalMinutes: own.map((i) => (slots[i]?.hours ?? hours) * 60),
      queues,
      groups,
      commonArrivalsCv: levelDeviation(parts, (i, j) => levelsAlike((i - j) * hours)),
    },
    targets: queues.map(() => inputs.target.ratio),
    days,
  };
}

interface StaffedTeam {
  rules: StaffingRules;
  loads: (IntervalLoad | null)[];
  rows: StaffingRow[];
}

const kept = new WeakMap<PlanInputs, { week: PlanWeek; teams: StaffedTeam[] }>();

/** The plan's teams over the week, worked out once for all days that are judged. */
function staffedTeams(week: PlanWeek, inputs: PlanInputs): StaffedTeam[] {
  const found = kept.get(inputs);
  if (found?.week === week) return found.teams;
  const intervalMinutes = inputs.stepMinutes;
  const teams = teamsOf(planDemand(week, inputs)).map((team) => ({
    rules: team.rules,
    loads: carriedDemand(team.intervals, intervalMinutes, team.rules),
    rows: staffIntervals({ ...team, intervalMinutes }).rows,
  }));
  kept.set(inputs, { week, teams });
  return teams;
}

/** An interval without a handling time takes that of its neighbours. */
function filled(seconds: readonly number[]): number[] {
  const known = seconds.find((one) => one > 0) ?? 60;
  let last = known;
  return seconds.map((one) => {
    if (one > 0) last = one;
    return last;
  });
}
