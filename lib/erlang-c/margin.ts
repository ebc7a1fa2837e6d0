import { figuresA } from './erlangA.ts';
import { figuresC } from './erlangC.ts';
import { spareAgents } from './offeredLoad.ts';
import type { QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';
import { waitMass } from './waitMass.ts';

/**
 * How much better than the target a number of agents does: 0 or more when it is met, and smooth around 0. For waits, of
 * 1/wait, which is finite also for a queue that grows without end.
 *
 * @param arrivalsPerHour above 0
 */
export function margin(queue: QueueModel, target: Target, agents: number, arrivalsPerHour: number): number {
  const { kind, bound } = target;
  const figure = attained(queue, target, agents, arrivalsPerHour);
  if (kind === 'serviceLevel') return figure - bound;
  if (kind !== 'asaSeconds') return bound - figure;
  const gain = 1 / figure - 1 / bound;
  return figure <= bound ? Math.max(0, gain) : Math.min(-Number.MIN_VALUE, gain);
}

/** The figure that the target bounds. */
function attained(queue: QueueModel, target: Target, agents: number, arrivalsPerHour: number): number {
  const { kind, thresholdSeconds } = target;
  const { model, ahtSeconds, patienceSeconds = 0, lines, redialProbability = 0 } = queue;
  const load = { arrivalsPerHour, ahtSeconds };
  if (model === 'erlang-c') {
    const figures = figuresC(load, agents, thresholdSeconds, lines);
    if (kind === 'abandonment') return figures.asaSeconds < Number.POSITIVE_INFINITY ? 0 : 1;
    return figures[kind];
  }
  if (agents > 0 && lines === undefined && redialProbability === 0)
    return impatient(target, agents, arrivalsPerHour, ahtSeconds, patienceSeconds);
  return figuresA(load, agents, patienceSeconds, thresholdSeconds, lines, redialProbability)[kind];
}

/** As in erlangA, but only the integrals that the target needs: searches spend their time here. */
function impatient(
  { kind, thresholdSeconds }: Target,
  agents: number,
  arrivalsPerHour: number,
  ahtSeconds: number,
  patienceSeconds: number,
): number {
  const erlangs = (arrivalsPerHour * ahtSeconds) / 3600;
  const spare = spareAgents({ arrivalsPerHour, ahtSeconds }, agents);
  const patience = patienceSeconds / ahtSeconds;
  const c = agents * patience;
  const eta = erlangs * patience;
  const limit = kind === 'serviceLevel' ? thresholdSeconds / patienceSeconds : 0;
  const busy = waitMass(agents, erlangs, spare, Number.NEGATIVE_INFINITY, 0, 'all');
  const soon = waitMass(c, eta, spare * patience, 0, limit);
  const late = waitMass(
    c,
    eta,
    spare * patience,
    limit,
    Number.POSITIVE_INFINITY,
    kind === 'serviceLevel' ? 'all' : 'everything',
  );
  const top = Math.max(busy.exponent, limit > 0 ? soon.exponent : busy.exponent, late.exponent);
  const free = Math.exp(busy.exponent - top) * busy.all;
  const soonWeight = patience * Math.exp(soon.exponent - top);
  const lateWeight = patience * Math.exp(late.exponent - top);
  const total = free + soonWeight * soon.all + lateWeight * late.all;
  if (kind === 'serviceLevel') return (free + soonWeight * soon.staying) / total;
  if (kind === 'occupancy') return Math.min(1, (erlangs * (free + lateWeight * late.staying)) / total / agents);
  const abandonment = (lateWeight / total) * late.leaving;
  return kind === 'abandonment' ? abandonment : abandonment * patienceSeconds;
}
