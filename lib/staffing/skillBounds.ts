import { requiredAgents } from 'erlang-c';
import { effectiveArrivals } from './effectiveLoad.ts';
import type { SkillGroupsInput } from './skillGroups.ts';

/** A promise counts as kept within a point: a simulation's own noise is about as much. */
export const keptWithin = 0.01;

/**
 * Agents by group and interval that go around every bound from below: for every set of queues, the groups that serve any of
 * them have at least the agents that the set would need as one pool. The group that serves most of what is still wanting
 * gets each agent; with `thrift` above 0, most for its cost.
 */
export function coverEverySet(
  input: SkillGroupsInput,
  most: readonly (readonly number[])[],
  thrift: number,
): number[][] {
  const { groups } = input;
  const needs = pooledNeeds(input);
  const skills = groups.map(skillsOf);
  const agents = groups.map(() => Array<number>(needs.length).fill(0));
  for (const [i, wanting] of needs.entries()) {
    for (;;) {
      let [best, gain] = [-1, 0];
      for (const [g, { cost = 1 }] of groups.entries()) {
        if (((agents[g] as number[])[i] as number) >= ((most[g] as readonly number[])[i] as number)) continue;
        let met = 0;
        for (const set of wanting.keys()) if (((skills[g] as number) & set) !== 0) met++;
        if (met / cost ** thrift > gain) [best, gain] = [g, met / cost ** thrift];
      }
      if (best < 0) break;
      const row = agents[best] as number[];
      row[i] = (row[i] as number) + 1;
      for (const [set, needed] of wanting) {
        if (((skills[best] as number) & set) === 0) continue;
        if (needed <= 1) wanting.delete(set);
        else wanting.set(set, needed - 1);
      }
    }
  }
  return agents;
}

/** In each interval the set of queues whose pool costs most, of the cheapest agents who serve any of it. */
export function leastCost(input: SkillGroupsInput): number {
  const { groups } = input;
  return pooledNeeds(input).reduce((sum, needs) => {
    let dearest = 0;
    for (const [set, needed] of needs) {
      const costs = groups.filter((group) => (skillsOf(group) & set) !== 0).map(({ cost = 1 }) => cost);
      dearest = Math.max(dearest, needed * Math.min(...costs));
    }
    return sum + dearest;
  }, 0);
}

function skillsOf({ skills }: SkillGroupsInput['groups'][number]): number {
  return skills.reduce((set, { queue }) => set | (1 << queue), 0);
}

/** By interval, for each set of queues (one bit each) that anybody calls: its need as one pool. */
function pooledNeeds(input: SkillGroupsInput): Map<number, number>[] {
  const { queues } = input;
  const arrivals = queues.map((queue) => carried(queue, input.intervalMinutes));
  return (queues[0]?.arrivalsPerHour ?? []).map((_, i) => {
    const needs = new Map<number, number>();
    for (let set = 1; set < 1 << queues.length; set++) {
      const needed = pooledNeed(input, set, arrivals, i);
      if (needed > 0) needs.set(set, needed);
    }
    return needs;
  });
}

/** Arrivals per hour with what is carried over. */
function carried(
  { arrivalsPerHour, ahtSeconds }: SkillGroupsInput['queues'][number],
  minutes: number | readonly number[],
) {
  return effectiveArrivals(
    arrivalsPerHour.map((rate, i) => ({
      arrivalsPerHour: rate,
      ahtSeconds: typeof ahtSeconds === 'number' ? ahtSeconds : (ahtSeconds[i] as number),
      minutes: typeof minutes === 'number' ? minutes : (minutes[i] as number),
    })),
  );
}

/** With the lowest promise of the set and the longest threshold: no plan needs less. */
function pooledNeed({ queues, targets }: SkillGroupsInput, set: number, arrivals: number[][], i: number): number {
  let [rate, work, giveUp] = [0, 0, 0];
  let ratio = 1;
  let thresholdSeconds = 0;
  for (const [q, queue] of queues.entries()) {
    if ((set & (1 << q)) === 0) continue;
    const own = (arrivals[q] as number[])[i] as number;
    if (own === 0) continue;
    rate += own;
    work += own * (typeof queue.ahtSeconds === 'number' ? queue.ahtSeconds : (queue.ahtSeconds[i] as number));
    const patience = queue.patienceSeconds;
    const seconds = typeof patience === 'number' || patience === null ? patience : (patience[i] as number | null);
    giveUp += seconds === null ? 0 : own / seconds;
    ratio = Math.min(ratio, targets[q] as number);
    thresholdSeconds = Math.max(thresholdSeconds, queue.thresholdSeconds);
  }
  if (rate === 0) return 0;
  return requiredAgents({
    model: giveUp > 0 ? 'erlang-a' : 'erlang-c',
    arrivalsPerHour: rate,
    ahtSeconds: work / rate,
    ...(giveUp > 0 ? { patienceSeconds: rate / giveUp } : {}),
    targets: { serviceLevel: { ratio: Math.max(ratio - keptWithin, ratio / 2), thresholdSeconds } },
  });
}
