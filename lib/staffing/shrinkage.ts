import type { ShrinkageCause } from './shrinkageCause.ts';

/** One cause's share. */
export interface CauseShare {
  cause: ShrinkageCause;
  /** 0–1 of `of`. */
  share: number;
  /** `rostered`: of the hours that people are paid or rostered for; `signed_in`: of the hours at which they are there. */
  of: 'rostered' | 'signed_in';
}

export interface Shrinkage {
  /** Share 0–1 of rostered time in which no contacts are taken. */
  total: number;
  /** Share of rostered time at which people are not there: leave, sickness. */
  external: number;
  /** Share of signed-in time in which they take no contacts: breaks, training, meetings. */
  internal: number;
  /** Rostered ÷ taking contacts: what required agents are multiplied by. */
  rosteredStaffFactor: number;
  /** Each cause as its share of rostered time; they add up to `total`. */
  causes: (CauseShare & { ofRostered: number })[];
}

/**
 * Shrinkage from its causes. Shares of the same hours add up, since nobody is on leave and sick, or at a break and in
 * training, at once; those of signed-in hours apply only to who is there: total = 1 − (1 − Σ rostered)(1 − Σ signed in). Simply
 * adding 20 % leave to 20 % breaks would count the breaks of people who are away. The rostered staff factor 1 / (1 − total) is
 * that of Cleveland, Call Center Management on Fast Forward, ch. 8 ("staff required on schedule ÷ base staff").
 *
 * @throws RangeError naming the cause and its share, or when the shares of the same hours make up all of them
 */
export function shrinkage(causes: readonly CauseShare[]): Shrinkage {
  const sums = { rostered: 0, signed_in: 0 };
  for (const { cause, share, of } of causes) {
    if (!(share >= 0 && share < 1))
      throw new RangeError(`${cause} must be a share of 0 or more and below 1, not ${share}`);
    sums[of] += share;
  }
  for (const hours of ['rostered', 'signed_in'] as const)
    if (sums[hours] >= 1)
      throw new RangeError(`shares of ${hours} time must add up to less than 1, not ${Number(sums[hours].toFixed(4))}`);
  const there = 1 - sums.rostered;
  const total = 1 - there * (1 - sums.signed_in);
  return {
    total,
    external: sums.rostered,
    internal: sums.signed_in,
    rosteredStaffFactor: 1 / (1 - total),
    causes: causes.map((one) => ({ ...one, ofRostered: one.of === 'rostered' ? one.share : one.share * there })),
  };
}
