import { reforecastDay } from './intraday.ts';
import { type ForecastedDay, type IntradayLevels, isUsable, likeliestLevels, usualLevels } from './intradayLevels.ts';

/** Shares of the day's contacts after which a past day is reforecast. */
const moments = [0, ...usualLevels.trust.map(({ share }) => share)];
/** Days that a spread of 1 counts for, against those that were seen. */
const believedDays = 4;
/** Days that the usual trust counts for, and how far one day's shift counts at most. */
const trustedDays = 8;
const farthest = 0.4;
/** Bands of fewer contacts than these are whole numbers, which tell nothing of their width. */
const enough = 20;

/**
 * Learns from past days how far they depart from their forecasts and how wide the bands of their rest must be to hold
 * 80 %: each is reforecast at five moments and held against what came.
 *
 * @param days forecasts as they stood before each day began, with what came; two months of them are plenty
 * @param minutes length of an interval
 * @returns the usual levels where there is nothing to learn from
 */
export function learnIntradayLevels(days: readonly ForecastedDay[], minutes: number): IntradayLevels {
  const usable = days.filter(isUsable);
  if (usable.length === 0) return usualLevels;
  const likeliest = likeliestLevels(usable, minutes);
  const levels = { ...likeliest, trust: trustOf(usable, minutes, { ...likeliest, trust: [] }) };
  const rest: number[] = [];
  const single: number[] = [];
  for (const { intervals } of usable) {
    for (const elapsed of moments.map((share) => intervalAt(intervals, share))) {
      const now = reforecastDay({ intervals, elapsed, minutes, levels });
      const left = intervals.slice(elapsed);
      if (left.every(({ seen }) => seen !== null)) {
        const tonight = total(intervals.slice(0, elapsed)) + total(left);
        if (now.byTonight.mean - total(intervals.slice(0, elapsed)) >= enough)
          rest.push(strain(tonight, now.byTonight));
      }
      for (const [i, { seen }] of left.entries()) {
        const expected = now.intervals[elapsed + i];
        if (seen !== null && expected && expected.mean >= enough) single.push(strain(seen, expected));
      }
    }
  }
  const share = usable.length / (usable.length + believedDays);
  return { ...levels, restSpread: spreadOf(rest) ** share, intervalSpread: spreadOf(single) ** share };
}

/** How far out it came, as a share of the band's half width on that side: 1 on its edge. */
function strain(seen: number, { mean, p10, p90 }: { mean: number; p10: number; p90: number }): number {
  const half = seen < mean ? mean - p10 : p90 - mean;
  return half > 0 ? Math.abs(seen - mean) / half : 1;
}

/** The strain within which 80 % lie; bands are not made narrower than half or wider than thrice. */
function spreadOf(strains: number[]): number {
  if (strains.length === 0) return 1;
  const sorted = [...strains].sort((a, b) => a - b);
  const at = sorted[Math.min(sorted.length - 1, Math.floor(0.8 * sorted.length))] ?? 1;
  return Math.min(3, Math.max(0.5, at));
}

/** How many intervals are over when a share of the day's contacts is expected to have come. */
function intervalAt(intervals: readonly { mean: number }[], share: number): number {
  const whole = intervals.reduce((sum, { mean }) => sum + mean, 0);
  let before = 0;
  return intervals.findIndex(({ mean }) => {
    before += mean;
    return before > share * whole;
  });
}

/**
 * Regression of the shift that came on the shift that was promised, through the origin, drawn towards what is usual.
 */
function trustOf(days: readonly ForecastedDay[], minutes: number, levels: IntradayLevels): IntradayLevels['trust'] {
  const whole = days.filter(({ intervals }) => intervals.every(({ seen }) => seen !== null));
  return usualLevels.trust.map(({ share, kept: usually }) => {
    let [promised, together] = [0, 0];
    for (const { intervals } of whole) {
      const elapsed = intervalAt(intervals, share);
      const { restFactor } = reforecastDay({ intervals, elapsed, minutes, levels });
      const left = intervals.slice(elapsed);
      const usual = left.reduce((sum, { mean }) => sum + mean, 0);
      const shift = Math.log(restFactor);
      const came = Math.log((total(left) + 0.5) / (usual + 0.5));
      promised += shift ** 2;
      together += shift * Math.max(-farthest, Math.min(farthest, came));
    }
    const believed = whole.length > 0 ? (trustedDays * promised) / whole.length : 1;
    return { share, kept: Math.min(1.2, Math.max(0, (together + usually * believed) / (promised + believed))) };
  });
}

function total(intervals: readonly { seen: number | null }[]): number {
  return intervals.reduce((sum, { seen }) => sum + (seen ?? 0), 0);
}
