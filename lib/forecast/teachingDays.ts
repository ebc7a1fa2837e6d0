import type { TraitsOf } from './dayTraits.ts';
import type { OpenDay } from './openDays.ts';

/** An open day as models learn from it. */
export interface TeachingDay extends OpenDay {
  /** The counts, with what was expected in place of bursts and of what was not observed; 0 where never open. */
  taught: Float64Array;
  /** Sum of `taught`. */
  total: number;
  /** So much of it was not observed that it teaches no level. */
  thin: boolean;
  /** Slots whose count was so far from its day that it is no pattern. */
  bursts: readonly number[];
}

/** How fast a weekday's usual shape forgets, a week. */
const forgetting = 0.9;
/** Further from its day's fit than this many standard deviations: no pattern. */
const farOff = 7;

/**
 * Takes bursts and gaps out of days, each with no more than the days before it, so that what a day teaches is the same from
 * whatever later day one looks back. What comes back in the same slot of the day before, or of the same weekday, is no burst
 * but a new habit. Days of which the calendar says something have their own course and keep it.
 */
export function teachingDays(days: readonly OpenDay[], traitsOf?: TraitsOf): TeachingDay[] {
  const shapes = new UsualShapes(days[0]?.counts.length ?? 0);
  const result: TeachingDay[] = [];
  const suspectsOf: Set<number>[] = [];
  for (const day of days) {
    const traits = traitsOf?.(day.date);
    const apart = traits !== undefined && (traits.kind !== null || traits.special.length > 0);
    const usual = shapes.of(day.weekday);
    const { taught, suspects, thin } = usual
      ? freed(
          day,
          usual,
          shapes.spread(),
          (slot) => apart || !shapes.knows(day.weekday) || cameBefore(slot, day, result, suspectsOf),
        )
      : {
          taught: day.counts.map((count) => (Number.isNaN(count) ? 0 : count)),
          suspects: new Set<number>(),
          thin: false,
        };
    const bursts = usual ? [...suspects].filter((slot) => taught[slot] !== day.counts[slot]) : [];
    if (!thin && !apart) shapes.learn(day.weekday, taught, usual, day.counts);
    suspectsOf.push(suspects);
    result.push({ ...day, taught, total: taught.reduce((sum, count) => sum + count, 0), thin, bursts });
  }
  return result;
}

/** The day's level is the median over its busy slots of count / usual, which a burst does not move. */
function freed(day: OpenDay, usual: Float64Array, spread: number, habitual: (slot: number) => boolean) {
  const { counts } = day;
  const level = robustLevel(counts, usual);
  const taught = new Float64Array(counts.length);
  const suspects = new Set<number>();
  let seen = 0;
  let whole = 0;
  for (let slot = 0; slot < counts.length; slot++) {
    const count = counts[slot] as number;
    const fit = level * (usual[slot] as number);
    whole += usual[slot] as number;
    if (Number.isNaN(count)) {
      taught[slot] = fit;
      continue;
    }
    seen += usual[slot] as number;
    const away = 2 * (Math.sqrt(count + 0.25) - Math.sqrt(fit + 0.25));
    const far = Math.abs(away) > farOff * spread && Math.abs(count - fit) > 0.5 * fit + 5;
    if (far) suspects.add(slot);
    taught[slot] = far && !habitual(slot) ? fit : count;
  }
  // A day of which hardly anything fits is another kind of day, not a day of bursts.
  let odd = 0;
  for (const slot of suspects) odd += usual[slot] as number;
  if (odd > 0.5 * whole) for (const slot of suspects) taught[slot] = counts[slot] as number;
  return { taught, suspects, thin: seen < 0.5 * whole };
}

function cameBefore(
  slot: number,
  day: OpenDay,
  past: readonly TeachingDay[],
  suspects: readonly Set<number>[],
): boolean {
  for (let back = 1; back <= 8 && back <= past.length; back++) {
    const other = past[past.length - back] as TeachingDay;
    if ((back === 1 || other.day === day.day - 7) && suspects[past.length - back]?.has(slot)) return true;
  }
  return false;
}

function robustLevel(counts: Float64Array, usual: Float64Array): number {
  const ratios: { ratio: number; weight: number }[] = [];
  let weights = 0;
  for (let slot = 0; slot < counts.length; slot++) {
    const expected = usual[slot] as number;
    if (!(expected > 0.5) || Number.isNaN(counts[slot] as number)) continue;
    ratios.push({ ratio: (counts[slot] as number) / expected, weight: expected });
    weights += expected;
  }
  if (ratios.length < 5) {
    let [sum, expected] = [0, 0];
    for (let slot = 0; slot < counts.length; slot++)
      if (!Number.isNaN(counts[slot] as number)) {
        sum += counts[slot] as number;
        expected += usual[slot] as number;
      }
    return expected > 0 ? sum / expected : 1;
  }
  ratios.sort((a, b) => a.ratio - b.ratio);
  let below = 0;
  for (const { ratio, weight } of ratios) {
    below += weight;
    if (below >= weights / 2) return ratio;
  }
  return 1;
}

/** Each weekday's shape, recent weeks counting more; before a weekday has two of its own, that of all days. */
class UsualShapes {
  readonly #slots: number;
  readonly #sums: Float64Array[];
  readonly #weights = new Float64Array(8);
  readonly #times = new Float64Array(8);
  #spread = 1;

  constructor(slots: number) {
    this.#slots = slots;
    this.#sums = Array.from({ length: 8 }, () => new Float64Array(slots));
  }

  of(weekday: number): Float64Array | null {
    const from = this.knows(weekday) ? weekday : 7;
    if ((this.#times[from] as number) < (from === 7 ? 3 : 2)) return null;
    const weight = this.#weights[from] as number;
    return (this.#sums[from] as Float64Array).map((sum) => sum / weight);
  }

  /** Has the weekday a shape of its own? Else its hours may just be others. */
  knows(weekday: number): boolean {
    return (this.#times[weekday] as number) >= 2;
  }

  /** Standard deviation of a slot about its day's fit, in those that Poisson's law would give; at least 1. */
  spread(): number {
    return Math.max(1, this.#spread);
  }

  learn(weekday: number, taught: Float64Array, usual: Float64Array | null, counts: Float64Array): void {
    if (usual && this.knows(weekday)) {
      const level = robustLevel(counts, usual);
      const aways: number[] = [];
      for (let slot = 0; slot < this.#slots; slot++) {
        const fit = level * (usual[slot] as number);
        const count = counts[slot] as number;
        if (fit > 1 && !Number.isNaN(count))
          aways.push(Math.abs(2 * (Math.sqrt(count + 0.25) - Math.sqrt(fit + 0.25))));
      }
      if (aways.length > 0) {
        aways.sort((a, b) => a - b);
        const own = 1.4826 * (aways[Math.floor(aways.length / 2)] as number);
        this.#spread += 0.05 * (own - this.#spread);
      }
    }
    for (const into of [weekday, 7]) {
      const sums = this.#sums[into] as Float64Array;
      const kept = into === 7 ? forgetting ** (1 / 5) : forgetting;
      for (let slot = 0; slot < this.#slots; slot++)
        sums[slot] = (sums[slot] as number) * kept + (taught[slot] as number);
      this.#weights[into] = (this.#weights[into] as number) * kept + 1;
      this.#times[into] = (this.#times[into] as number) + 1;
    }
  }
}
