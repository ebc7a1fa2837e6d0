import { crossing } from './crossing.ts';
import { margin } from './margin.ts';
import type { QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';

/**
 * The most arrivals per hour with which `agents` still meet the target: where its margin, which falls as the load grows,
 * reaches 0. Bracketed by strides from square-root staffing. Infinity when no load is too much, 0 when any is.
 *
 * @param tolerance 0: the greatest load at which the target is met; else the root to within this share of it
 */
export function greatestLoad(queue: QueueModel, target: Target, agents: number, tolerance = 0): number {
  // Nobody there: every load waits alike.
  if (agents === 0 && queue.lines === undefined) return margin(queue, target, 0, 1) >= 0 ? Number.POSITIVE_INFINITY : 0;
  const capacity = ((agents || 1) * 3600) / queue.ahtSeconds;
  const lack = (load: number) => -margin(queue, target, agents, load);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let below = 0;
  let above = 0;
  let stride = Math.min(0.5, 0.5 / Math.sqrt(agents || 1));
  for (let load = capacity * (1 - stride / 2); ; stride *= 2) {
    const value = lack(load);
    if (value > 0) {
      high = load;
      above = value;
      load *= 1 - Math.min(stride, 0.9);
      if (load < 1e-290) return 0;
    } else {
      low = load;
      below = Math.min(value, -Number.MIN_VALUE);
      load *= 1 + stride;
      if (load > 1e290) return Number.POSITIVE_INFINITY;
    }
    if (low > 0 && high < Number.POSITIVE_INFINITY) break;
  }
  const found = crossing(lack, low, below, high, above, tolerance);
  return tolerance === 0 ? found.low : found.last;
}
