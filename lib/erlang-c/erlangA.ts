import { chanceAgainst, freeOdds } from './blockingOdds.ts';
import { type ErlangCInput, type ErlangCResult, erlangC } from './erlangC.ts';
import { impatientLines, impatientServedInTime } from './impatientLines.ts';
import { type Load, offeredLoad, spareAgents } from './offeredLoad.ts';
import { checkedLines, patience as checkedPatience, notNegative, share } from './parameters.ts';
import { attemptsPerHour } from './redials.ts';
import { waitMass } from './waitMass.ts';

export interface ErlangAInput extends ErlangCInput {
  /** Mean patience in seconds, above 0: how long callers would wait before they hang up, exponentially distributed. Infinity: they never do. */
  patienceSeconds: number;
  /** Chance, 0 or more and below 1, that a caller who hung up dials again at once, each time; default 0. */
  redialProbability?: number;
}

export interface ErlangAResult extends ErlangCResult {
  /** Mean wait of those answered, in seconds. `asaSeconds` counts those who hang up as well, until they do. */
  readonly asaAnsweredSeconds: number;
  /** Of those answered, the share 0–1 within the threshold. */
  readonly serviceLevelOfAnswered: number;
  /** Chance 0–1 that a caller who never hangs up is answered within the threshold. */
  readonly virtualServiceLevel: number;
  /** Answered within the threshold, over all arrivals except those who hang up within it. */
  readonly serviceLevelExcludingShortAbandons: number;
  /** Share 0–1 of arrivals that hang up. */
  readonly abandonment: number;
}

type Figures = Omit<ErlangAResult, 'erlangs'>;

/** No calls: nobody waits, whoever sits there. */
const idle: Figures = {
  waitProbability: 0,
  asaSeconds: 0,
  serviceLevel: 1,
  occupancy: 0,
  queueLength: 0,
  blocking: 0,
  asaAnsweredSeconds: 0,
  serviceLevelOfAnswered: 1,
  virtualServiceLevel: 1,
  serviceLevelExcludingShortAbandons: 1,
  abandonment: 0,
};

/** Nobody there: whoever finds a free line waits until they hang up; Erlang B, with patience for service. */
function unattended(load: Load, patienceSeconds: number, lines?: number): Figures {
  const waiting = (load.arrivalsPerHour * patienceSeconds) / 3600;
  const blocking = lines === undefined ? 0 : chanceAgainst(freeOdds(lines, waiting, lines - waiting));
  const accepted = 1 - blocking;
  return {
    waitProbability: accepted,
    asaSeconds: patienceSeconds,
    serviceLevel: 0,
    occupancy: 1,
    queueLength: waiting * accepted,
    blocking,
    asaAnsweredSeconds: Number.POSITIVE_INFINITY,
    serviceLevelOfAnswered: 0,
    virtualServiceLevel: 0,
    serviceLevelExcludingShortAbandons: 0,
    abandonment: accepted,
  };
}

/**
 * Erlang A, M/M/n+M: callers hang up when their patience ends (Palm 1957; Garnett, Mandelbaum & Reiman 2002, "Designing
 * a call center with impatient customers", MSOM 4:208; Zeltyn & Mandelbaum 2005, Queueing Systems 51:361). Always
 * stable. `agents` may be any real number of 0 or more.
 *
 * With `redialProbability` r the arrivals are the first attempts; those who hang up dial again, so that the attempts are
 * λ' = λ + r·P(hang up)·λ', and every figure but `erlangs` is that of an attempt.
 *
 * @throws RangeError naming the parameter and its value.
 * @example erlangA({ arrivalsPerHour: 100, ahtSeconds: 180, agents: 7, patienceSeconds: 120 }).serviceLevel
 */
export function erlangA(input: ErlangAInput): ErlangAResult {
  const erlangs = offeredLoad(input);
  const agents = notNegative('agents', input.agents);
  const threshold = notNegative('thresholdSeconds', input.thresholdSeconds ?? 20);
  const patience = checkedPatience(input.patienceSeconds);
  const redial = share('redialProbability', input.redialProbability ?? 0);
  const lines = checkedLines(input.lines, agents);
  if (erlangs === 0) return Object.freeze({ erlangs, ...idle });
  if (patience === Number.POSITIVE_INFINITY) return Object.freeze(neverHungUp(input));
  return Object.freeze({ erlangs, ...figuresA(input, agents, patience, threshold, lines, redial) });
}

/** Patience without end: Erlang C, where nobody hangs up and so nobody dials again. */
function neverHungUp(input: ErlangAInput): ErlangAResult {
  const waiting = erlangC(input);
  const { asaSeconds, serviceLevel, blocking } = waiting;
  return {
    ...waiting,
    asaAnsweredSeconds: asaSeconds,
    serviceLevelOfAnswered: blocking < 1 ? serviceLevel / (1 - blocking) : 0,
    virtualServiceLevel: serviceLevel,
    serviceLevelExcludingShortAbandons: serviceLevel,
    abandonment: 0,
  };
}

/** What erlangA tells, of checked parameters and some arrivals. */
export function figuresA(
  { arrivalsPerHour, ahtSeconds }: Load,
  agents: number,
  patienceSeconds: number,
  threshold: number,
  lines: number | undefined,
  redial: number,
): Figures {
  const at = (rate: number) => {
    const load = { arrivalsPerHour: rate, ahtSeconds };
    if (agents === 0) return unattended(load, patienceSeconds, lines);
    if (lines === undefined) return unlimited(load, agents, patienceSeconds, threshold);
    return limited(load, agents, patienceSeconds, threshold, lines);
  };
  return inRange(
    at(redial === 0 ? arrivalsPerHour : attemptsPerHour(arrivalsPerHour, redial, (rate) => at(rate).abandonment)),
  );
}

/** A share that is all but 1 may round to a bit more. */
function inRange(figures: Figures): Figures {
  return {
    ...figures,
    waitProbability: Math.min(1, figures.waitProbability),
    serviceLevel: Math.min(1, figures.serviceLevel),
    occupancy: Math.min(1, figures.occupancy),
    serviceLevelOfAnswered: Math.min(1, figures.serviceLevelOfAnswered),
    virtualServiceLevel: Math.min(1, figures.virtualServiceLevel),
    abandonment: Math.min(1, figures.abandonment),
  };
}

function unlimited(load: Load, agents: number, patienceSeconds: number, threshold: number): Figures {
  const { arrivalsPerHour, ahtSeconds } = load;
  const erlangs = (arrivalsPerHour * ahtSeconds) / 3600;
  const spare = spareAgents(load, agents);
  const patience = patienceSeconds / ahtSeconds; // μ/θ
  const c = agents * patience;
  const limit = threshold / patienceSeconds;
  const busy = waitMass(agents, erlangs, spare, Number.NEGATIVE_INFINITY, 0, 'all');
  const soon = waitMass(c, erlangs * patience, spare * patience, 0, limit);
  const late = waitMass(c, erlangs * patience, spare * patience, limit, Number.POSITIVE_INFINITY);
  // Chances of finding a free agent, of a wait up to the threshold, and of a longer one: over their sum.
  const top = Math.max(busy.exponent, soon.all > 0 ? soon.exponent : busy.exponent, late.exponent);
  const freeWeight = Math.exp(busy.exponent - top);
  const soonWeight = patience * Math.exp(soon.exponent - top);
  const lateWeight = patience * Math.exp(late.exponent - top);
  const total = freeWeight * busy.all + soonWeight * soon.all + lateWeight * late.all;
  const free = (freeWeight * busy.all) / total;
  const inTime = (soonWeight / total) * soon.staying;
  const answered = free + inTime + (lateWeight / total) * late.staying;
  const abandonment = (soonWeight / total) * soon.leaving + (lateWeight / total) * late.leaving;
  const waitedLonger = (lateWeight / total) * late.all;
  const serviceLevel = free + inTime;
  return {
    waitProbability: (soonWeight / total) * soon.all + waitedLonger,
    asaSeconds: abandonment * patienceSeconds,
    serviceLevel,
    occupancy: (erlangs * answered) / agents,
    queueLength: (abandonment * patienceSeconds * arrivalsPerHour) / 3600,
    blocking: 0,
    asaAnsweredSeconds:
      (patienceSeconds * ((soonWeight / total) * soon.stayed + (lateWeight / total) * late.stayed)) / answered,
    serviceLevelOfAnswered: serviceLevel / answered,
    virtualServiceLevel: free + (soonWeight / total) * soon.all,
    serviceLevelExcludingShortAbandons: serviceLevel / (serviceLevel + Math.exp(-limit) * waitedLonger),
    abandonment,
  };
}

function limited(load: Load, agents: number, patienceSeconds: number, threshold: number, lines: number): Figures {
  const { arrivalsPerHour, ahtSeconds } = load;
  const erlangs = (arrivalsPerHour * ahtSeconds) / 3600;
  const patience = patienceSeconds / ahtSeconds; // μ/θ
  const c = agents * patience;
  const eta = erlangs * patience;
  const limit = threshold / patienceSeconds;
  const busy = waitMass(agents, erlangs, spareAgents(load, agents), Number.NEGATIVE_INFINITY, 0, 'all');
  const queue = impatientLines(c, eta, lines - agents);
  const soon = impatientServedInTime(c, eta, lines - agents, limit);
  const top = Math.max(busy.exponent, queue.exponent);
  const freeAll = agents * busy.all * Math.exp(busy.exponent - top);
  const scale = Math.exp(queue.exponent - top);
  const full = Math.exp(queue.logFull - top);
  const total = freeAll + scale * queue.queued + full;
  const free = freeAll / total;
  const blocking = full / total;
  const queued = (scale / total) * queue.queued;
  const queueLength = (scale / total) * queue.waiting;
  const answered = free + (scale / total) * queue.answered;
  const serviceLevel = free + (soon.staying.value / total) * Math.exp(soon.staying.exponent - top);
  const soonQueued = (soon.all.value / total) * Math.exp(soon.all.exponent - top);
  const waitedLonger = Math.max(0, queued - soonQueued);
  return {
    waitProbability: queued,
    asaSeconds: (queueLength * 3600) / (arrivalsPerHour * (free + queued)),
    serviceLevel,
    occupancy: (erlangs * answered) / agents,
    queueLength,
    blocking,
    asaAnsweredSeconds: ((scale / total) * queue.answeredWait * patienceSeconds) / answered,
    serviceLevelOfAnswered: serviceLevel / answered,
    virtualServiceLevel: free + soonQueued,
    serviceLevelExcludingShortAbandons: serviceLevel / (serviceLevel + Math.exp(-limit) * waitedLonger + blocking),
    abandonment: queueLength / (erlangs * patience),
  };
}
