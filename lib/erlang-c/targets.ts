import { notNegative, positive, shareBelowOne, shareUpToOne } from './parameters.ts';

/** What must hold, all at once; at least one of them. */
export interface Targets {
  /** At least `ratio` (above 0, below 1) of arrivals answered within the threshold. */
  serviceLevel?: { ratio: number; thresholdSeconds: number };
  /** Mean wait of at most this many seconds, above 0. */
  asaSeconds?: number;
  /** At most this share (0–1) of arrivals hangs up. Nobody does in Erlang C, where it only asks for a queue that ends. */
  abandonment?: number;
  /** Agents busy at most this share (0–1) of their time. */
  occupancy?: number;
}

export type TargetKind = 'serviceLevel' | 'asaSeconds' | 'abandonment' | 'occupancy';

/** One of the targets: at least `bound` for a service level, at most `bound` for the others. */
export interface Target {
  kind: TargetKind;
  bound: number;
  /** 0 where it does not matter. */
  thresholdSeconds: number;
}

/** @throws RangeError naming the target and its value, or when there is none. */
export function eachTarget(
  targets: Targets = {},
  use: (kind: TargetKind, bound: number, threshold: number) => void,
): void {
  const { serviceLevel, asaSeconds, abandonment, occupancy } = targets;
  let none = true;
  if (serviceLevel !== undefined) {
    none = false;
    shareBelowOne('targets.serviceLevel.ratio', serviceLevel.ratio);
    notNegative('targets.serviceLevel.thresholdSeconds', serviceLevel.thresholdSeconds);
    use('serviceLevel', serviceLevel.ratio, serviceLevel.thresholdSeconds);
  }
  if (asaSeconds !== undefined) {
    none = false;
    use('asaSeconds', positive('targets.asaSeconds', asaSeconds), 0);
  }
  if (abandonment !== undefined) {
    none = false;
    use('abandonment', shareUpToOne('targets.abandonment', abandonment), 0);
  }
  if (occupancy !== undefined) {
    none = false;
    use('occupancy', shareUpToOne('targets.occupancy', occupancy), 0);
  }
  if (none)
    throw new RangeError(
      'targets must name at least one of serviceLevel, asaSeconds, abandonment, occupancy; it is empty',
    );
}
