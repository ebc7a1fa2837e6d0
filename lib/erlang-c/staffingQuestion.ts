import { AgentsSurface } from './agentsSurface.ts';
import { leastAgents } from './leastAgents.ts';
import type { QueueModel } from './queueModel.ts';
import { StepTable } from './stepTable.ts';
import type { Target, TargetKind } from './targets.ts';

/** Times that a question must come with the same handling time before its steps are kept. */
const steady = 12;

/** "How many agents, of such a queue, for this target?": asked with any load, and what was learnt while answering. */
export class StaffingQuestion {
  readonly queue: QueueModel;
  readonly target: Target;
  private readonly surface: AgentsSurface;
  private steps: StepTable | null = null;
  private ahtBefore = 0;
  private times = 0;
  private spare: number | undefined;

  constructor(queue: QueueModel, target: Target) {
    this.queue = queue;
    this.target = target;
    this.surface = new AgentsSurface(queue, target);
  }

  /** The least agents; Infinity when all lines are too few. */
  required(arrivalsPerHour: number, ahtSeconds: number, erlangs: number): number {
    if (ahtSeconds === this.ahtBefore) this.times += 1;
    else {
      this.ahtBefore = ahtSeconds;
      this.times = 0;
    }
    if (this.steps !== null && this.steps.queue.ahtSeconds === ahtSeconds)
      return this.steps.required(arrivalsPerHour, erlangs);
    // With lines the share that hangs up falls again where most are blocked: no steps.
    const rising = this.queue.lines === undefined || this.target.kind !== 'abandonment';
    if (this.times >= steady && rising) {
      this.steps = new StepTable({ ...this.queue, ahtSeconds }, this.target);
      return this.steps.required(arrivalsPerHour, erlangs);
    }
    const least = this.queue.lines === undefined ? this.surface.required(arrivalsPerHour, ahtSeconds, erlangs) : null;
    if (least !== null) return least;
    const found = leastAgents({ ...this.queue, ahtSeconds }, this.target, arrivalsPerHour, erlangs, this.spare);
    if (found < Number.POSITIVE_INFINITY) this.spare = (found - 0.5 - erlangs) / Math.sqrt(erlangs);
    return found;
  }
}

const mostQuestions = 64;
const questions = new Map<number, StaffingQuestion>();
/** What was asked before, by slots: a stream of questions that never come back leaves the others alone. */
const once = new Float64Array(256);
const kinds = { serviceLevel: 1, asaSeconds: 2, abandonment: 3, occupancy: 4 } as const;

/** A question that was asked before, or null; at most 64 are kept, the oldest goes first. */
export function questionOf(
  queue: QueueModel,
  kind: TargetKind,
  bound: number,
  thresholdSeconds: number,
): StaffingQuestion | null {
  const { model, patienceSeconds = 0, lines = -1, redialProbability = 0 } = queue;
  // Incommensurable factors: different questions have different sums, but for rounding, and that is checked.
  const key =
    patienceSeconds * 0.7390851332151607 +
    thresholdSeconds * 0.5671432904097838 +
    (bound + kinds[kind]) * 7.389056098930651 +
    lines * 0.915965594177219 +
    redialProbability * 1.2020569031595942;
  const known = questions.get(key);
  if (known) {
    const same =
      known.queue.model === model &&
      (known.queue.patienceSeconds ?? 0) === patienceSeconds &&
      (known.queue.lines ?? -1) === lines &&
      (known.queue.redialProbability ?? 0) === redialProbability &&
      known.target.kind === kind &&
      known.target.bound === bound &&
      known.target.thresholdSeconds === thresholdSeconds;
    return same ? known : null;
  }
  const slot = Math.floor(Math.abs(key * 1021) % 256);
  if (once[slot] !== key) {
    once[slot] = key;
    return null;
  }
  for (const oldest of questions.keys()) {
    if (questions.size < mostQuestions) break;
    questions.delete(oldest);
  }
  const begun = new StaffingQuestion(
    {
      model,
      ahtSeconds: 0,
      ...(queue.patienceSeconds === undefined ? {} : { patienceSeconds }),
      ...(lines < 0 ? {} : { lines }),
      redialProbability,
    },
    { kind, bound, thresholdSeconds },
  );
  questions.set(key, begun);
  return begun;
}
