import { leastInteger } from './leastInteger.ts';
import { margin } from './margin.ts';
import type { QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';

/**
 * By search, from square-root staffing: erlangs + spare·√erlangs (Halfin & Whitt 1981, "Heavy-traffic limits for queues
 * with many exponential servers", Operations Research 29:567; Garnett, Mandelbaum & Reiman 2002).
 *
 * @param spare that of a like question, whose answer is then some agents away at most
 */
export function leastAgents(
  queue: QueueModel,
  target: Target,
  arrivalsPerHour: number,
  erlangs: number,
  spare?: number,
): number {
  const root = Math.sqrt(erlangs);
  const met = (agents: number) => margin(queue, target, agents, arrivalsPerHour) >= 0;
  const start = Math.round(erlangs + (spare ?? 0.25) * root);
  return leastInteger(start, spare === undefined ? root / 4 : 1, met, queue.lines ?? Number.POSITIVE_INFINITY);
}
