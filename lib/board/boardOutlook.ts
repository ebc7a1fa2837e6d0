import type { CentreNow, Floor, OutlookNow } from '#lib/feed/feedEvents.ts';
import { jointBand, uncertain } from '#lib/forecast/jointBand.ts';
import { dayStartOf } from './dayTotals.ts';

/** How the board's present day is expected to end. */
export interface BoardOutlook {
  /** Contacts by tonight, and between what 80 of 100 such days end. */
  mean: number;
  p10: number;
  p90: number;
  /** When the oldest part was worked out, epoch ms. */
  madeAt: number;
}

const quarterMs = 15 * 60_000;

/**
 * The outlook of a board: that of its centre, or of all centres with queues together; null where one of them has none, since
 * the rest would be taken for the whole.
 *
 * @param queue a queue's id, for its outlook alone
 * @param now the instant of which the floor is true, epoch ms
 */
export function boardOutlook(
  floor: Floor,
  centres: readonly CentreNow[],
  now: number,
  queue: string | null = null,
): BoardOutlook | null {
  const parts = todaysOutlooks(floor, centres, now, queue);
  const [only] = parts;
  if (!only || (queue === null && parts.length < withQueues(floor, centres).length)) return null;
  const madeAt = Math.min(...parts.map((part) => part.madeAt));
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  if (parts.length === 1) return { mean, p10: only.p10, p90: only.p90, madeAt };
  // Centres go their own ways.
  const width = (of: (part: OutlookNow) => number) => Math.hypot(...parts.map(of));
  return {
    mean,
    p10: mean - width((part) => part.mean - part.p10),
    p90: mean + width((part) => part.p90 - part.mean),
    madeAt,
  };
}

/** What is expected of a stretch of the day. */
export interface ExpectedStretch {
  expected: number;
  /** Between what 80 of 100 such stretches lie; null: it is over. */
  band: [number, number] | null;
}

/** What is expected from `start` to `end` (epoch ms) on a board; null where a centre has no forecast of it. */
export function expectedBetween(
  floor: Floor,
  centres: readonly CentreNow[],
  { start, end, now }: { start: number; end: number; now: number },
): ExpectedStretch | null {
  const outlooks = todaysOutlooks(floor, centres, now, null);
  if (outlooks.length === 0 || outlooks.length < withQueues(floor, centres).length) return null;
  const quarters = outlooks.flatMap((outlook) => {
    return outlook.expected.flatMap((mean, i) => {
      const at = outlook.start + i * quarterMs;
      return at >= start && at < end ? [{ mean, p10: outlook.low[i] ?? null, p90: outlook.high[i] ?? null }] : [];
    });
  });
  if (quarters.length === 0) return null;
  const expected = quarters.reduce((sum, { mean }) => sum + mean, 0);
  const open = quarters.flatMap(({ mean, p10, p90 }) =>
    p10 === null || p90 === null ? [] : [uncertain(mean, { p10, p90 })],
  );
  if (open.length < quarters.length) return { expected, band: null };
  const { p10, p90 } = jointBand(open);
  return { expected, band: [p10, p90] };
}

function todaysOutlooks(floor: Floor, centres: readonly CentreNow[], now: number, queue: string | null): OutlookNow[] {
  return centres.flatMap((centre) => floor.outlooks[`${queue ?? centre.id}@${dayStartOf(centre, now)}`] ?? []);
}

function withQueues(floor: Floor, centres: readonly CentreNow[]): CentreNow[] {
  const busy = new Set(Object.values(floor.queues).map(({ centre }) => centre));
  return centres.filter(({ id }) => busy.has(id));
}
