import { exposure, immediateSeconds, type Patience, patience } from './patience.ts';
import { joinedWaits, type PatienceWait } from './patienceWaits.ts';

/** Waits of one queue in one hour of the day, 0–23 on the centre's clock. */
export interface HourWaits {
  queue: string;
  hour: number;
  waits: readonly PatienceWait[];
}

/** What a queue's plan goes by. */
export interface QueuePatience {
  queue: string;
  /** Mean patience to plan with; null: nobody at all gave up, so callers are taken to wait for ever. */
  patienceSeconds: number | null;
  /** Share 0–1 of that which rests on the queue's own callers; the rest is the centre's. */
  own: number;
  /** The queue's own callers by themselves. */
  estimate: Patience;
  /** Patience by hour of the day, 24 figures, leaning on the queue's where the hour is thin; null: no telling. */
  byHour: { patienceSeconds: number | null; own: number }[];
}

export interface CentrePatience {
  centre: Patience;
  queues: QueuePatience[];
}

/** The weight of what is borrowed, in abandonments, while too few groups tell how much they differ. */
const usualWeight = 20;
const fewestGroups = 3;
/** However unlike or alike groups look, so many abandonments are borrowed at least and at most. */
const leastWeight = 3;
const mostWeight = 1000;

/**
 * Patience by queue and hour of the day. Each group's rate of giving up is drawn towards the wider one's by as many
 * borrowed abandonments as the groups' differences warrant (a gamma prior fitted by moments: Clayton and Kaldor, Biometrics 43,
 * 1987): a queue with thousands of abandonments is itself, one with three is nearly the centre, and nothing jumps between.
 */
export function patiences(groups: readonly HourWaits[], shortSeconds = immediateSeconds): CentrePatience {
  const names = [...new Set(groups.map(({ queue }) => queue))];
  const whole = patience(joinedWaits(groups.map(({ waits }) => waits)), shortSeconds);
  const queues = names.map((queue) => {
    const own = groups.filter((group) => group.queue === queue);
    return { queue, own, estimate: patience(joinedWaits(own.map(({ waits }) => waits)), shortSeconds) };
  });
  const drawn = drawnTogether(
    queues.map(({ estimate }) => estimate),
    rateOf(whole),
  );
  return {
    centre: whole,
    queues: queues.map(({ queue, own, estimate }, i) => {
      const { rate, share } = drawn[i] as Drawn;
      const hours = Array.from({ length: 24 }, (_, hour) =>
        own
          .filter((group) => group.hour === hour)
          .map(({ waits }) => exposure(waits, shortSeconds, Number.POSITIVE_INFINITY))
          .reduce(
            (sum, one) => ({
              abandoned: sum.abandoned + one.abandoned,
              waitedSeconds: sum.waitedSeconds + one.waitedSeconds,
            }),
            { abandoned: 0, waitedSeconds: 0 },
          ),
      );
      return {
        queue,
        patienceSeconds: secondsOf(rate),
        own: share,
        estimate,
        byHour: drawnTogether(hours, rate).map((hour) => ({ patienceSeconds: secondsOf(hour.rate), own: hour.share })),
      };
    }),
  };
}

interface Counted {
  abandoned: number;
  waitedSeconds: number;
}
interface Drawn {
  /** Abandonments per second of waiting. */
  rate: number;
  share: number;
}

/** Each group's rate, drawn towards the given one. */
function drawnTogether(groups: readonly Counted[], towards: number): Drawn[] {
  if (towards === 0) return groups.map(() => ({ rate: 0, share: 0 }));
  const weight = weightOf(groups, towards);
  return groups.map(({ abandoned, waitedSeconds }) => ({
    rate: (abandoned + weight) / (waitedSeconds + weight / towards),
    share: waitedSeconds / (waitedSeconds + weight / towards),
  }));
}

/** Borrowed abandonments: few when the groups differ by more than chance explains, many when they do not. */
function weightOf(groups: readonly Counted[], rate: number): number {
  const told = groups.filter(({ waitedSeconds }) => waitedSeconds > 0);
  if (told.length < fewestGroups) return usualWeight;
  let beyondChance = 0;
  let squares = 0;
  for (const { abandoned, waitedSeconds } of told) {
    const expected = rate * waitedSeconds;
    beyondChance += (abandoned - expected) ** 2 - expected;
    squares += expected ** 2;
  }
  // The variance of the groups' true rates, relative to the square of their mean.
  const spread = beyondChance / squares;
  return spread <= 1 / mostWeight ? mostWeight : Math.max(leastWeight, 1 / spread);
}

function rateOf({ abandoned, waitedSeconds }: Counted): number {
  return waitedSeconds > 0 ? abandoned / waitedSeconds : 0;
}

function secondsOf(rate: number): number | null {
  return rate > 0 ? 1 / rate : null;
}
