import { type Shape, type UnitVariate, unitVariate } from './variates.ts';

/** A call centre's day as it is simulated. */
export interface CentreModel {
  /** Of every interval, or of each. */
  intervalMinutes: number | readonly number[];
  queues: readonly QueueModel[];
  groups: readonly AgentGroup[];
  /** Contacts that the centre's lines hold, served and waiting; Infinity: no bound (the rule). */
  lines?: number;
  /** How far the day's demand may be off for all queues together: standard deviation ÷ mean of a gamma factor. */
  commonArrivalsCv?: number;
  /** The day begins as if its first interval had gone on for long (the rule), or with nobody there. */
  start?: 'steady' | 'empty';
}

export interface QueueModel {
  /** Poisson, constant within each interval. */
  arrivalsPerHour: readonly number[];
  /** Mean handling time of contacts that are answered in the interval; one for all, or of each. */
  ahtSeconds: number | readonly number[];
  /** Default: exponential. */
  handling?: Shape;
  /** Mean patience; null: nobody gives up. One for all, or of who comes in each interval. */
  patienceSeconds: number | null | readonly (number | null)[];
  /** Default: exponential. */
  patience?: Shape;
  thresholdSeconds: number;
  /** Giving up within this is a short abandon. Default 5. */
  shortAbandonSeconds?: number;
  /** Who gave up, or found no line, tries again with this probability after an exponential delay with this mean. */
  redial?: { probability: number; delaySeconds: number };
  /** Contacts of this queue, served and waiting; Infinity: no bound (the rule). */
  lines?: number;
  /** How far this queue's demand of the day may be off, apart from the others: as `commonArrivalsCv`. */
  arrivalsCv?: number;
}

/** Agents with the same skills. */
export interface AgentGroup {
  /**
   * At their desks, per interval. Where it becomes fewer, idle ones go first and then whoever gets free, so that no contact is
   * answered while as many agents are busy as are to stay; where nobody is to call either, and nobody else is there to
   * answer, the last ones stay until nobody waits.
   */
  agents: readonly number[];
  /**
   * The queues that they serve. A free agent takes the contact of the lowest number, then who waits longest; a contact
   * goes to the group where its number is lowest, there and among equals to the agent who has been idle longest.
   */
  skills: readonly { queue: number; priority?: number }[];
  /** Contacts that one agent handles at a time (chat). Default 1; an agent with fewer of them is asked first. */
  concurrency?: number;
}

/** The model, checked and laid out for the simulation. Times in seconds from the day's start. */
export interface PreparedModel {
  ends: Float64Array;
  queues: readonly PreparedQueue[];
  groups: readonly PreparedGroup[];
  lines: number;
  commonArrivalsCv: number;
  warmUpSeconds: number;
}

export interface PreparedQueue {
  /** Arrivals per second. */
  rates: Float64Array;
  ahtSeconds: Float64Array;
  handling: UnitVariate;
  /** Infinity: nobody gives up. */
  patienceSeconds: Float64Array;
  patience: UnitVariate;
  thresholdSeconds: number;
  shortAbandonSeconds: number;
  redialProbability: number;
  redialSeconds: number;
  lines: number;
  arrivalsCv: number;
  /** Who serves it: groups of equal preference together, the best first. */
  groups: readonly (readonly number[])[];
}

export interface PreparedGroup {
  agents: Int32Array;
  concurrency: number;
  /** Queues of equal priority together, the first first. */
  queues: readonly (readonly number[])[];
}

const exponentially: Shape = { kind: 'exponential' };

/** @throws RangeError naming queue or group, interval and value */
export function prepareModel(model: CentreModel): PreparedModel {
  const count = model.queues[0]?.arrivalsPerHour.length ?? 0;
  if (count === 0) throw new RangeError('queues must be at least one, with at least one interval');
  const minutes = each('intervalMinutes', model.intervalMinutes, count, (v) => v > 0, 'above 0');
  const ends = new Float64Array(count);
  minutes.forEach((length, i) => {
    ends[i] = (i === 0 ? 0 : (ends[i - 1] as number)) + length * 60;
  });
  const queues = model.queues.map((queue, q) => preparedQueue(queue, q, count, model.groups));
  const longest = Math.max(...queues.map(({ ahtSeconds }) => ahtSeconds[0] as number));
  return {
    ends,
    queues,
    groups: model.groups.map((group, g) => preparedGroup(group, g, count, model.queues.length)),
    lines: lines('lines', model.lines),
    commonArrivalsCv: one('commonArrivalsCv', model.commonArrivalsCv ?? 0, (v) => v >= 0, '0 or more'),
    warmUpSeconds: model.start === 'empty' ? 0 : Math.max(7200, 20 * longest),
  };
}

function preparedQueue(queue: QueueModel, q: number, count: number, groups: CentreModel['groups']): PreparedQueue {
  const of = (name: string) => `${name} of queue ${q}`;
  const { redial } = queue;
  const rates = each(of('arrivalsPerHour'), queue.arrivalsPerHour, count, (v) => v >= 0, '0 or more');
  return {
    rates: rates.map((perHour) => perHour / 3600),
    ahtSeconds: each(of('ahtSeconds'), queue.ahtSeconds, count, (v) => v > 0, 'above 0'),
    handling: unitVariate(queue.handling ?? exponentially),
    patienceSeconds: patiences(of('patienceSeconds'), queue.patienceSeconds, count),
    patience: unitVariate(queue.patience ?? exponentially),
    thresholdSeconds: one(of('thresholdSeconds'), queue.thresholdSeconds, (v) => v >= 0, '0 or more'),
    shortAbandonSeconds: one(of('shortAbandonSeconds'), queue.shortAbandonSeconds ?? 5, (v) => v >= 0, '0 or more'),
    redialProbability: one(of('redial.probability'), redial?.probability ?? 0, (v) => v >= 0 && v <= 1, '0 to 1'),
    // Who found no line would else try again for ever in the same instant.
    redialSeconds: one(of('redial.delaySeconds'), redial?.delaySeconds ?? 1, (v) => v > 0, 'above 0'),
    lines: lines(of('lines'), queue.lines),
    arrivalsCv: one(of('arrivalsCv'), queue.arrivalsCv ?? 0, (v) => v >= 0, '0 or more'),
    groups: byPriority(
      groups.flatMap(({ skills }, g) =>
        skills.filter((skill) => skill.queue === q).map(({ priority = 1 }) => ({ id: g, priority })),
      ),
    ),
  };
}

function preparedGroup(group: AgentGroup, g: number, count: number, queues: number): PreparedGroup {
  const of = (name: string) => `${name} of group ${g}`;
  for (const { queue } of group.skills)
    if (!(Number.isInteger(queue) && queue >= 0 && queue < queues))
      throw new RangeError(`skills of group ${g} name queue ${queue}; there are 0 to ${queues - 1}`);
  const whole = (v: number) => Number.isInteger(v) && v >= 0;
  return {
    agents: Int32Array.from(each(of('agents'), group.agents, count, whole, 'a whole number, 0 or more')),
    concurrency: one(of('concurrency'), group.concurrency ?? 1, (v) => whole(v) && v > 0, 'a whole number above 0'),
    queues: byPriority(group.skills.map(({ queue, priority = 1 }) => ({ id: queue, priority }))),
  };
}

function byPriority(entries: readonly { id: number; priority: number }[]): number[][] {
  const levels = [...new Set(entries.map(({ priority }) => priority))].sort((a, b) => a - b);
  return levels.map((level) => entries.filter(({ priority }) => priority === level).map(({ id }) => id));
}

function lines(name: string, value: number | undefined): number {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return one(name, value, (v) => Number.isInteger(v) && v > 0, 'a whole number above 0');
}

function patiences(name: string, values: QueueModel['patienceSeconds'], count: number): Float64Array {
  const given = typeof values === 'number' || values === null ? Array<number | null>(count).fill(values) : values;
  const finite = given.map((value) => value ?? 1);
  const known = each(name, finite, count, (v) => v > 0, 'above 0, or null');
  return known.map((value, i) => (given[i] === null ? Number.POSITIVE_INFINITY : value));
}

function each(
  name: string,
  values: number | readonly number[],
  count: number,
  fits: (value: number) => boolean,
  wanted: string,
): Float64Array {
  if (typeof values === 'number') return new Float64Array(count).fill(one(name, values, fits, wanted));
  if (values.length !== count)
    throw new RangeError(`${name} must be given for each of the ${count} intervals, not for ${values.length}`);
  return Float64Array.from(values, (value, i) => one(`${name} in interval ${i}`, value, fits, wanted));
}

function one(name: string, value: number, fits: (value: number) => boolean, wanted: string): number {
  if (!(Number.isFinite(value) && fits(value))) throw new RangeError(`${name} must be ${wanted}, not ${value}`);
  return value;
}
