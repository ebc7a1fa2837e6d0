import { type DayDemand, slotMs, subjectShares } from './callDemand.ts';
import type { CentreModel } from './centreModel.ts';
import type { LocalDay } from './localDay.ts';
import { SeededRandom } from './seededRandom.ts';

/** Someone's working day at the demo centre. Instants are epoch ms. */
export interface Shift {
  /** Index of the agent. */
  agent: number;
  start: number;
  end: number;
  night: boolean;
  breaks: { start: number; end: number; reason: string }[];
}

/** Shift patterns, local hours from midnight; the night's runs into the next day. */
const patterns = [
  { start: 6, hours: 8.5 },
  { start: 7, hours: 8.5 },
  { start: 8, hours: 8.5 },
  { start: 9, hours: 8.5 },
  { start: 10.5, hours: 8.5 },
  { start: 13, hours: 8.5 },
  { start: 15, hours: 8.5 },
];
const night = { start: 23.25, hours: 8.25 };

/** Share of a shift that is lost to breaks and paperwork. */
const shrinkage = 0.17;

export interface RosterInput {
  day: LocalDay;
  demand: DayDemand;
  model: CentreModel;
  /** Penalties of each agent; its length is the number of agents employed. */
  skills: readonly Readonly<Record<string, number>>[];
  wrapUpSeconds: number;
  seed: number;
  centre: string;
}

/**
 * Staffs one day as a planner would from the calendar's expectation: load per quarter hour plus a margin that grows with
 * its root, shift patterns chosen one by one where most is missing, two rest days a week, nights in weekly turns.
 */
export function dayRoster(input: RosterInput): Shift[] {
  const random = new SeededRandom(input.seed, input.centre, 'roster', input.day.date);
  const needed = neededAgents(input);
  const { pool, nightShift } = available(input, random);
  const shifts: Shift[] = nightShift.map((agent) => shiftOf(agent, night, input.day, true, random));
  const missing = Float64Array.from(needed);
  for (const agent of pool) {
    const chosen = patterns
      .map((pattern) => ({ pattern, gain: gainOf(missing, pattern) }))
      .reduce((best, each) => (each.gain > best.gain ? each : best));
    if (chosen.gain < 4) break;
    cover(missing, chosen.pattern);
    shifts.push(shiftOf(agent, chosen.pattern, input.day, false, random));
  }
  return shifts;
}

function neededAgents(input: RosterInput): number[] {
  const shares = subjectShares(input.model, input.day);
  let seconds = 0;
  for (const { subject, share } of shares) {
    const talk = subject.talkSeconds * Math.exp(subject.talkSigma ** 2 / 2);
    seconds += share * (1 - subject.contained) * (talk + input.wrapUpSeconds + 5);
  }
  seconds *= 1 - input.model.leftInIvr;
  return Array.from(input.demand.expected, (calls) => {
    const load = (calls * seconds) / (slotMs / 1000);
    return (load + 0.8 * Math.sqrt(load) + 0.3) / (1 - shrinkage);
  });
}

/** Who may work today, so mixed that every stretch of the list holds all skills; and who has the night. */
function available(input: RosterInput, random: SeededRandom): { pool: number[]; nightShift: number[] } {
  const { day, skills } = input;
  const week = Math.floor((day.ordinal + 3) / 7);
  const nights = Math.max(1, Math.ceil(skills.length / 12));
  const turns = Math.max(1, Math.floor(skills.length / nights));
  const hasNights = (agent: number, ofWeek: number): boolean => (agent + ofWeek) % turns === 0;
  const nightShift: number[] = [];
  const pool: { agent: number; place: number }[] = [];
  const groups = new Map<string, number[]>();
  for (const agent of skills.keys()) {
    if (hasNights(agent, week) && nightShift.length < nights) {
      nightShift.push(agent);
      continue;
    }
    // Nobody starts on the morning on which the last night of the week before ended.
    if (day.weekday === 1 && hasNights(agent, week - 1)) continue;
    const restDay = (agent * 3 + week) % 7;
    if (day.weekday - 1 === restDay || day.weekday - 1 === (restDay + 1) % 7) continue;
    const group = JSON.stringify(skills[agent]);
    groups.set(group, [...(groups.get(group) ?? []), agent]);
  }
  for (const members of groups.values()) {
    for (const [rank, agent] of random.shuffled(members).entries()) {
      pool.push({ agent, place: (rank + random.uniform()) / members.length });
    }
  }
  return { pool: pool.sort((a, b) => a.place - b.place).map((each) => each.agent), nightShift };
}

function slotsOf(pattern: { start: number; hours: number }, length: number): [number, number] {
  return [Math.round(pattern.start * 4), Math.min(length, Math.round((pattern.start + pattern.hours) * 4))];
}

function gainOf(missing: Float64Array, pattern: { start: number; hours: number }): number {
  const [from, to] = slotsOf(pattern, missing.length);
  let gain = 0;
  for (let i = from; i < to; i++) gain += Math.max(0, Math.min(1, missing[i] as number));
  return gain;
}

function cover(missing: Float64Array, pattern: { start: number; hours: number }): void {
  const [from, to] = slotsOf(pattern, missing.length);
  for (let i = from; i < to; i++) missing[i] = (missing[i] as number) - 1;
}

const hour = 3_600_000;
const minute = 60_000;

function shiftOf(
  agent: number,
  pattern: { start: number; hours: number },
  day: LocalDay,
  isNight: boolean,
  random: SeededRandom,
): Shift {
  const start = day.start + pattern.start * hour + random.between(-6, 3) * minute;
  const end = day.start + (pattern.start + pattern.hours) * hour + random.between(-2, 5) * minute;
  const breaks: Shift['breaks'] = [];
  const add = (at: number, minutes: number, reason: string): void => {
    const from = start + at * hour;
    const until = from + minutes * minute;
    const clash = breaks.some((each) => from < each.end + 5 * minute && until > each.start - 5 * minute);
    if (!clash && until < end - 10 * minute) breaks.push({ start: from, end: until, reason });
  };
  add(random.between(2.7, 5.2), random.between(34, 44), 'Yemek');
  add(random.between(1.3, 2.4), random.between(12, 17), 'Mola');
  add(random.between(5.8, 7.3), random.between(12, 17), 'Mola');
  if (random.chance(0.3)) add(random.between(4, 6), random.between(8, 13), 'Namaz');
  for (let n = random.poisson(1.1); n > 0; n--) add(random.between(0.5, 7.8), random.between(4, 11), 'Evrak');
  if (random.chance(0.15)) add(random.between(0.5, 7.5), random.between(3, 9), 'Sistem');
  if (!isNight && random.chance(0.05)) add(random.between(2, 6.5), random.between(40, 60), 'Eğitim');
  return { agent, start, end, night: isNight, breaks };
}
