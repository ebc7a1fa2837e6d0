import { type CauseShare, shrinkage } from '#lib/staffing/shrinkage.ts';
import { type ShrinkageCause, shrinkageCauses } from '#lib/staffing/shrinkageCause.ts';
import type { KnownShrinkage } from './planWeek.ts';

/** Leave and sickness keep people away altogether; the others are of the time at which they are there. */
export function hoursOf(cause: ShrinkageCause): CauseShare['of'] {
  return cause === 'leave' || cause === 'sickness' ? 'rostered' : 'signed_in';
}

/**
 * What centres of some size lose, where neither history nor settings say: together 30 %, as planners reckon (Cleveland, Call
 * Center Management on Fast Forward, ch. 8, gives 25 to 35 %).
 */
const usual: readonly { cause: ShrinkageCause; share: number }[] = [
  { cause: 'leave', share: 0.1 },
  { cause: 'sickness', share: 0.035 },
  { cause: 'break', share: 0.12 },
  { cause: 'training', share: 0.04 },
  { cause: 'meeting', share: 0.03 },
];
/** A hundredth of an hour signed in tells nothing of breaks. */
const leastSignedInSeconds = 200 * 3600;

interface Told {
  signedInSeconds: number;
  causes: readonly CauseShare[];
}

/** Each cause as the settings say, else as the history of agents' states shows, else as is usual. */
export function knownShrinkage(set: readonly CauseShare[], history: Told): KnownShrinkage {
  const seen = history.signedInSeconds >= leastSignedInSeconds ? history.causes : null;
  const causes = shrinkageCauses.flatMap((cause): KnownShrinkage['causes'] => {
    const of = hoursOf(cause);
    const told = set.find((one) => one.cause === cause);
    if (told) return [{ ...told, source: 'settings' }];
    const measured = seen?.find((one) => one.cause === cause);
    // Four places: an address must say the same again.
    if (measured) return [{ cause, share: Number(measured.share.toFixed(4)), of, source: 'history' }];
    if (seen && of === 'signed_in') return [];
    const assumed = usual.find((one) => one.cause === cause);
    return assumed ? [{ cause, share: assumed.share, of, source: 'usual' }] : [];
  });
  return { total: Number(totalOf(causes).toFixed(2)), causes };
}

/** Share 0–1 of rostered time, to four places. */
export function totalOf(causes: readonly CauseShare[]): number {
  return Number(shrinkage(causes).total.toFixed(4));
}

/** The causes in proportion, so that they make up `total`: 1 − (1 − kR)(1 − kS) = total. */
export function scaledTo(total: number, causes: readonly CauseShare[]): CauseShare[] {
  const sum = (of: CauseShare['of']) => causes.reduce((all, one) => (one.of === of ? all + one.share : all), 0);
  const [rostered, signedIn] = [sum('rostered'), sum('signed_in')];
  const both = rostered + signedIn;
  if (both === 0) return causes.map((one) => ({ ...one }));
  const product = rostered * signedIn;
  const factor = product < 1e-12 ? total / both : (both - Math.sqrt(both * both - 4 * product * total)) / (2 * product);
  return causes.map((one) => ({ ...one, share: one.share * factor }));
}
