/** From one instant to another, epoch ms. */
export interface Stretch {
  from: number;
  to: number;
}

export interface OnDutyInput {
  /** When each agent is at the desk, one stretch after another; stretches of one agent do not overlap. */
  stretches: readonly Stretch[];
  /** Of which time it is known who works, in order. */
  covered: readonly Stretch[];
  from: number;
  to: number;
  /** Above 0. */
  stepMinutes: number;
}

/**
 * Agents on duty on average over each interval: their seconds in it ÷ its seconds.
 *
 * @returns one value an interval, the last one cut at `to`; null where not all of the interval is covered
 * @throws RangeError when `stepMinutes` is not above 0
 */
export function averageOnDuty({ stretches, covered, from, to, stepMinutes }: OnDutyInput): (number | null)[] {
  if (!(stepMinutes > 0)) throw new RangeError(`stepMinutes must be above 0, not ${stepMinutes}`);
  const stepMs = stepMinutes * 60_000;
  const count = Math.max(0, Math.ceil((to - from) / stepMs));
  const present = new Float64Array(count);
  for (const stretch of stretches) {
    const [start, end] = [Math.max(stretch.from, from), Math.min(stretch.to, to)];
    for (let i = Math.floor((start - from) / stepMs); i < count && from + i * stepMs < end; i++) {
      const begins = from + i * stepMs;
      present[i] = (present[i] as number) + Math.min(end, begins + stepMs) - Math.max(start, begins);
    }
  }
  return Array.from(present, (ms, i) => {
    const begins = from + i * stepMs;
    const ends = Math.min(begins + stepMs, to);
    const known = covered.some((span) => span.from <= begins && ends <= span.to);
    return known ? ms / (ends - begins) : null;
  });
}
