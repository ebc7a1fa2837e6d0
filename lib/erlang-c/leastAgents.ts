import { leastInteger } from './leastInteger.ts';
import { margin } from './margin.ts';
import type { QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';

/** By search, from square-root staffing (Halfin & Whitt 1981; Garnett, Mandelbaum & Reiman 2002). */
export function leastAgents(queue: QueueModel, target: Target, arrivalsPerHour: number, erlangs: number): number {
  const root = Math.sqrt(erlangs);
  const met = (agents: number) => margin(queue, target, agents, arrivalsPerHour) >= 0;
  return leastInteger(Math.round(erlangs + root / 4), root / 4, met, queue.lines ?? Number.POSITIVE_INFINITY);
}
