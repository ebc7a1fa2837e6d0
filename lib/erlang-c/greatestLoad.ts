import { margin, type QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';

/**
 * The most arrivals per hour with which `agents` still meet the target: the root of its margin, which falls as the load
 * grows. Bracketed by strides from square-root staffing, then the Illinois method (Dowell & Jarratt 1971, BIT 11:168)
 * with a halving wherever it is slow. Infinity when no load is too much, 0 when any is.
 */
export function greatestLoad(queue: QueueModel, target: Target, agents: number): number {
  if (agents === 0) return 0;
  const capacity = (agents * 3600) / queue.ahtSeconds;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let better = 0;
  let worse = 0;
  let stride = Math.min(0.5, 0.5 / Math.sqrt(agents));
  for (let load = capacity * (1 - stride / 2); ; ) {
    const value = margin(queue, target, agents, load);
    if (value >= 0) {
      low = load;
      better = value;
      if (high < Number.POSITIVE_INFINITY) break;
      load *= 1 + stride;
      if (load > 1e290) return Number.POSITIVE_INFINITY;
    } else {
      high = load;
      worse = value;
      if (low > 0) break;
      load *= 1 - Math.min(stride, 0.9);
      if (load < 1e-290) return 0;
    }
    stride *= 2;
  }
  let side = 0;
  for (let round = 0; round < 200 && high - low > 4e-16 * high; round++) {
    let next = (low * worse - high * better) / (worse - better);
    if (!(next > low && next < high) || round % 8 === 7) next = low + (high - low) / 2;
    if (next <= low || next >= high) break;
    const value = margin(queue, target, agents, next);
    if (value >= 0) {
      low = next;
      better = value;
      if (value < 1e-15 * target.bound && high - low < 1e-9 * high) break;
      if (side > 0) worse /= 2;
      side = 1;
    } else {
      high = next;
      worse = value;
      if (side < 0) better /= 2;
      side = -1;
    }
  }
  return low;
}
