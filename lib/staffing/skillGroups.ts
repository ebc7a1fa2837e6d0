import type { CentreModel, QueueModel } from '#lib/simulation/centreModel.ts';
import { DayTally, queueFigures } from '#lib/simulation/dayTally.ts';
import { simulateDays } from '#lib/simulation/simulateDays.ts';
import { type PlanVerdict, planVerdict } from './planReferee.ts';
import { coverEverySet, keptWithin, leastCost } from './skillBounds.ts';

export interface SkillGroup {
  name: string;
  /** The queues that its agents serve; lower priority numbers first, as in lib/simulation. */
  skills: readonly { queue: number; priority?: number }[];
  /** What an agent of this group costs beside another's; default 1. Of equal cost, those with more skills serve best. */
  cost?: number;
  /** At most so many, per interval or in each; Infinity: no bound (the rule). */
  most?: number | readonly number[];
}

export interface SkillGroupsInput {
  intervalMinutes: number | readonly number[];
  queues: readonly QueueModel[];
  groups: readonly SkillGroup[];
  /** Promised service level 0–1 (answered in time ÷ offered) per queue, to be kept in every interval. */
  targets: readonly number[];
  /** Simulated days per trial and in the end. Default 50 and 400. */
  days?: { trial: number; check: number };
  /** Default 1. */
  seed?: number;
}

export interface SkillGroupStaffing {
  /** Agents at their desks by group and interval. */
  agents: number[][];
  cost: number;
  /** No plan costs less: in each interval the dearest set of queues, were its agents one pool of the cheapest kind. */
  leastCost: number;
  /** Queues and intervals in which the promise was missed by more than a point and the noise, in the check. */
  missed: { queue: number; interval: number; serviceLevel: number }[];
  trials: number;
  /** The found plan's day, run afresh with other random numbers. */
  verdict: PlanVerdict;
}

/**
 * Agents per skill group, so that every queue keeps its promise in every interval, within a point, at the least cost. The
 * start is a bound from below: the agents who serve any queue of a set are at least those that the set would need, were it
 * one pool; once with the broadest skills, once with the most for their cost. From each a local search, every step judged
 * by simulating the day with the same random numbers: where a queue falls short, the group that helps most for its cost
 * gets another agent; when all keep their promises, agents are taken away, or exchanged for cheaper ones, as long as they
 * still do. Many intervals are changed in one trial, since what happens in one is felt little in the next but one. The
 * cheaper result is raised on other days once more and checked on others still. The bounds and the simulation as judge are
 * those of Cezik & L'Ecuyer, "Staffing multiskill call centers via linear programming and simulation", Management Science 54
 * (2008) 310–323.
 *
 * @throws RangeError naming what cannot be
 */
export function staffSkillGroups(input: SkillGroupsInput): SkillGroupStaffing {
  check(input);
  const searches = [0, 1].map((thrift) => new Search(input, thrift));
  for (const search of searches) {
    search.raise();
    search.lower();
  }
  const [found] = searches.sort((a, b) => a.short - b.short || costOf(input, a.agents) - costOf(input, b.agents)) as [
    Search,
  ];
  const { targets, seed = 1 } = input;
  const days = input.days?.check ?? 400;
  // The search has found what these days' luck allows: what other days ask for is added.
  found.raise({ days, seed: seed + 2 });
  const { agents } = found;
  const trials = searches.reduce((sum, search) => sum + search.trials, 0);
  const verdict = planVerdict({ plan: modelOf(input, agents), targets, days, seed: seed + 1 });
  return {
    agents,
    cost: costOf(input, agents),
    leastCost: leastCost(input),
    missed: verdict.queues.flatMap(({ intervals }, queue) =>
      intervals.flatMap(({ serviceLevel, distribution }, interval) => {
        const noise = (2 * (distribution?.deviation ?? 0)) / Math.sqrt(days);
        const short = serviceLevel !== null && serviceLevel < (targets[queue] as number) - keptWithin - noise;
        return short ? [{ queue, interval, serviceLevel }] : [];
      }),
    ),
    trials,
    verdict,
  };
}

/** Of one start's search. */
const mostTrials = 100;

class Search {
  readonly #input: SkillGroupsInput;
  readonly #intervals: number;
  readonly #most: number[][];
  agents: number[][];
  trials = 0;
  /** How far the promises are missed where all who could help are there. */
  short = 0;

  /** `thrift`: how much cost matters beside skills in the start, 0 to 1. */
  constructor(input: SkillGroupsInput, thrift: number) {
    this.#input = input;
    this.#intervals = input.queues[0]?.arrivalsPerHour.length ?? 0;
    this.#most = input.groups.map(({ most = Number.POSITIVE_INFINITY }) =>
      Array.from({ length: this.#intervals }, (_, i) => (typeof most === 'number' ? most : (most[i] as number))),
    );
    this.agents = coverEverySet(input, this.#most, thrift);
  }

  /** Adds agents until every queue keeps its promise, or those who could help are all there. */
  raise(on?: { days: number; seed: number }): void {
    for (let changed = true, rounds = 0; changed && rounds < mostTrials; rounds++) {
      const level = this.#simulate(this.agents, on);
      changed = false;
      this.short = 0;
      for (let i = 0; i < this.#intervals; i++) {
        const short = this.#shortfall(level, i);
        this.short += short;
        const group = this.#bestHelp(level, i);
        if (group < 0) continue;
        const row = this.agents[group] as number[];
        // Far below the promise single steps would take long.
        const step = short > 0.3 ? Math.max(1, Math.round((row[i] as number) * 0.05)) : 1;
        row[i] = Math.min((row[i] as number) + step, (this.#most[group] as number[])[i] as number);
        changed = true;
      }
    }
  }

  /** Takes agents away, or exchanges them for cheaper ones, where every promise is still kept after it. */
  lower(): void {
    const { groups } = this.#input;
    const serves = (group: number, queue: number) =>
      groups[group]?.skills.some((skill) => skill.queue === queue) ?? false;
    const narrower = (to: number, from: number) => groups[to]?.skills.every(({ queue }) => serves(from, queue));
    const moves: { from: number; to: number | null }[] = [];
    const dearest = [...groups.keys()].sort((a, b) => this.#cost(b) - this.#cost(a));
    for (const from of dearest) moves.push({ from, to: null });
    for (const from of dearest)
      for (const to of dearest)
        if (this.#cost(to) < this.#cost(from) - 1e-9 && narrower(to, from)) moves.push({ from, to });
    for (const { from, to } of moves)
      for (const count of to === null ? [1] : [4, 2, 1])
        for (const parity of [0, 1]) {
          const open = new Set(Array.from({ length: this.#intervals }, (_, i) => i).filter((i) => i % 2 === parity));
          while (open.size > 0 && this.trials < mostTrials) {
            const trial = this.agents.map((row) => [...row]);
            for (const i of open) if (!this.#move(trial, from, to, i, count)) open.delete(i);
            if (open.size === 0) break;
            const level = this.#simulate(trial);
            for (const i of open) {
              // What is taken here may be missed in the next interval, which meets what is left waiting.
              if (this.#shortfall(level, i) + this.#shortfall(level, i + 1) === 0)
                this.#move(this.agents, from, to, i, count);
              else open.delete(i);
            }
          }
        }
  }

  #move(agents: number[][], from: number, to: number | null, i: number, count: number): boolean {
    const source = agents[from] as number[];
    if ((source[i] as number) < count) return false;
    if (to !== null) {
      const target = agents[to] as number[];
      if ((target[i] as number) + count > ((this.#most[to] as number[])[i] as number)) return false;
      target[i] = (target[i] as number) + count;
    }
    source[i] = (source[i] as number) - count;
    return true;
  }

  #cost(group: number): number {
    return this.#input.groups[group]?.cost ?? 1;
  }

  /** Service level by queue and interval; 1 where nobody came. */
  #simulate(agents: number[][], on?: { days: number; seed: number }): number[][] {
    this.trials++;
    const { queues } = this.#input;
    const { days, seed } = on ?? { days: this.#input.days?.trial ?? 50, seed: this.#input.seed ?? 1 };
    const sum = new DayTally(queues.length, this.#intervals, agents.length);
    for (const day of simulateDays({ model: modelOf(this.#input, agents), days, seed })) sum.join(day);
    return queues.map((_, q) =>
      Array.from({ length: this.#intervals }, (_, i) => queueFigures(sum.total(q, i)).serviceLevel ?? 1),
    );
  }

  /** How far the promises of an interval are missed, all queues together. */
  #shortfall(level: number[][], i: number): number {
    if (i >= this.#intervals) return 0;
    return this.#input.targets.reduce(
      (sum, target, q) => sum + Math.max(0, target - keptWithin - ((level[q] as number[])[i] as number)),
      0,
    );
  }

  /** The group whose queues miss most for what an agent of it costs; −1: nothing is missed, or nobody can help. */
  #bestHelp(level: number[][], i: number): number {
    let [best, most] = [-1, 0];
    for (const [g, { skills }] of this.#input.groups.entries()) {
      if (((this.agents[g] as number[])[i] as number) >= ((this.#most[g] as number[])[i] as number)) continue;
      const missed = skills.reduce(
        (sum, { queue }) =>
          sum +
          Math.max(0, (this.#input.targets[queue] as number) - keptWithin - ((level[queue] as number[])[i] as number)),
        0,
      );
      if (missed / this.#cost(g) > most + 1e-12) [best, most] = [g, missed / this.#cost(g)];
    }
    return best;
  }
}

function modelOf({ intervalMinutes, queues, groups }: SkillGroupsInput, agents: number[][]): CentreModel {
  return {
    intervalMinutes,
    queues,
    groups: groups.map(({ skills }, g) => ({ skills, agents: agents[g] as number[] })),
  };
}

function costOf({ groups }: SkillGroupsInput, agents: number[][]): number {
  return agents.reduce(
    (sum, row, g) => sum + (groups[g]?.cost ?? 1) * row.reduce((total, count) => total + count, 0),
    0,
  );
}

function check({ queues, groups, targets }: SkillGroupsInput): void {
  if (targets.length !== queues.length)
    throw new RangeError(`targets must be given for each of the ${queues.length} queues, not for ${targets.length}`);
  targets.forEach((target, q) => {
    if (!(target > 0 && target < 1))
      throw new RangeError(`targets of queue ${q} must be above 0 and below 1, not ${target}`);
    if (!groups.some(({ skills }) => skills.some(({ queue }) => queue === q)))
      throw new RangeError(`queue ${q} has no group that serves it`);
  });
  const intervals = queues[0]?.arrivalsPerHour.length ?? 0;
  for (const { name, cost = 1, most = Number.POSITIVE_INFINITY } of groups) {
    if (!(cost > 0 && cost < Number.POSITIVE_INFINITY))
      throw new RangeError(`cost of group ${name} must be above 0 and finite, not ${cost}`);
    const each = typeof most === 'number' ? [most] : most;
    if (typeof most !== 'number' && most.length !== intervals)
      throw new RangeError(
        `most of group ${name} must be given for each of the ${intervals} intervals, not for ${most.length}`,
      );
    for (const count of each)
      if (!(count === Number.POSITIVE_INFINITY || (Number.isInteger(count) && count >= 0)))
        throw new RangeError(`most of group ${name} must be a whole number of 0 or more, or Infinity, not ${count}`);
  }
  if (queues.length > 10)
    throw new RangeError(`queues must be at most 10 to be staffed together, not ${queues.length}`);
}
