import { greatestLoad } from './greatestLoad.ts';
import { leastAgents } from './leastAgents.ts';
import { margin } from './margin.ts';
import type { QueueModel } from './queueModel.ts';
import type { Target } from './targets.ts';

/** Beyond this many erlangs the table would only grow; the search is used instead. */
const mostCells = 2 ** 14;

/**
 * Required agents of one queue for one target as steps over the load, worked out where they are first needed: n agents
 * are enough up to `enough[n]` arrivals per hour, too few from `tooFew[n]` on. Between the two, some 1e-9 apart, the
 * margin itself decides, so that the answer is that of the search, always.
 */
export class StepTable {
  readonly queue: QueueModel;
  readonly target: Target;
  private enough = new Float64Array(0);
  private tooFew = new Float64Array(0);
  /** By whole erlangs: agents that were enough there the last time, plus 1; 0 where nobody asked yet. */
  private known = new Int32Array(0);
  private spare: number | undefined;

  constructor(queue: QueueModel, target: Target) {
    this.queue = queue;
    this.target = target;
  }

  /** The least agents; Infinity when all lines are too few. */
  required(arrivalsPerHour: number, erlangs: number): number {
    const cell = Math.floor(erlangs);
    if (cell >= mostCells) return leastAgents(this.queue, this.target, arrivalsPerHour, erlangs);
    if (cell >= this.known.length) this.known = grown(this.known, cell, (size) => new Int32Array(size));
    const before = this.known[cell] as number;
    const most = this.queue.lines ?? Number.POSITIVE_INFINITY;
    if (before === 0) {
      const least = leastAgents(this.queue, this.target, arrivalsPerHour, erlangs, this.spare);
      if (least < Number.POSITIVE_INFINITY) {
        this.known[cell] = least + 1;
        this.spare = (least - 0.5 - erlangs) / Math.sqrt(erlangs);
      }
      return least;
    }
    let agents = before - 1;
    if (this.met(agents, arrivalsPerHour)) {
      while (agents > 0 && this.met(agents - 1, arrivalsPerHour)) agents -= 1;
    } else {
      do {
        if (agents >= most) return Number.POSITIVE_INFINITY;
        agents += 1;
      } while (!this.met(agents, arrivalsPerHour));
    }
    this.known[cell] = agents + 1;
    return agents;
  }

  private met(agents: number, arrivalsPerHour: number): boolean {
    if (arrivalsPerHour <= (this.enough[agents] as number)) return true;
    if (arrivalsPerHour >= (this.tooFew[agents] as number)) return false;
    if (agents >= this.enough.length || Number.isNaN(this.enough[agents])) {
      this.workOut(agents);
      return this.met(agents, arrivalsPerHour);
    }
    return this.searched(agents, arrivalsPerHour);
  }

  private searched(agents: number, arrivalsPerHour: number): boolean {
    return margin(this.queue, this.target, agents, arrivalsPerHour) >= 0;
  }

  private workOut(agents: number): void {
    if (agents >= this.enough.length) {
      this.enough = grown(this.enough, agents, (size) => new Float64Array(size).fill(Number.NaN));
      this.tooFew = grown(this.tooFew, agents, (size) => new Float64Array(size).fill(Number.NaN));
    }
    const load = greatestLoad(this.queue, this.target, agents, 1e-12);
    // Far enough from the step that rounding cannot decide.
    const clear = 1e-11 * (this.target.kind === 'asaSeconds' ? 1 / this.target.bound : this.target.bound);
    let enough = load === Number.POSITIVE_INFINITY ? load : 0;
    let tooFew = load === 0 ? 0 : Number.POSITIVE_INFINITY;
    for (let width = 1e-9; width < 1e-2; width *= 10) {
      if (enough > 0 === load > 0 && tooFew < Number.POSITIVE_INFINITY === load < Number.POSITIVE_INFINITY) break;
      const below = load * (1 - width);
      const above = load * (1 + width);
      if (enough === 0 && margin(this.queue, this.target, agents, below) > clear) enough = below;
      if (tooFew === Number.POSITIVE_INFINITY && margin(this.queue, this.target, agents, above) < -clear)
        tooFew = above;
    }
    this.enough[agents] = enough;
    this.tooFew[agents] = tooFew;
  }
}

function grown<T extends Int32Array | Float64Array>(old: T, index: number, create: (size: number) => T): T {
  const next = create(Math.max(64, 2 ** Math.ceil(Math.log2(index + 2))));
  next.set(old);
  return next;
}
