import type { PlanRow, PlanTotals } from '#lib/plan/planFigures.ts';

/**
 * How a figure is told, on the page and in files alike: both round it to the same place. `average` shows whole numbers
 * without a place.
 */
export type FigureKind = 'count' | 'decimal' | 'average' | 'seconds' | 'percent' | 'wholePercent';

export interface PlanColumn<Row> {
  /** Its words: `table.*`, `hints.*`. */
  name: ColumnName;
  kind: FigureKind;
  value: (row: Row) => number | null;
  /** Only where there is any. */
  needs?: 'band' | 'actual' | 'roster';
}

export type ColumnName =
  | 'offered'
  | 'p10'
  | 'p90'
  | 'actual'
  | 'aht'
  | 'erlangs'
  | 'required'
  | 'scheduled'
  | 'rostered'
  | 'difference'
  | 'requiredPeak'
  | 'scheduledPeak'
  | 'requiredHours'
  | 'scheduledHours'
  | 'rosteredHours'
  | 'shortHours'
  | 'overHours'
  | 'serviceLevel'
  | 'asa'
  | 'abandonment'
  | 'occupancy';

type Answer = 'serviceLevel' | 'asaSeconds' | 'abandonment' | 'occupancy';
const answers: PlanColumn<Pick<PlanRow, Answer>>[] = [
  { name: 'serviceLevel', kind: 'percent', value: (row) => row.serviceLevel },
  { name: 'asa', kind: 'seconds', value: (row) => row.asaSeconds },
  { name: 'abandonment', kind: 'percent', value: (row) => row.abandonment },
  { name: 'occupancy', kind: 'wholePercent', value: (row) => row.occupancy },
];

/** Of an interval. */
export const intervalColumns: readonly PlanColumn<PlanRow>[] = [
  { name: 'offered', kind: 'decimal', value: (row) => row.offered },
  { name: 'p10', kind: 'count', value: (row) => row.p10, needs: 'band' },
  { name: 'p90', kind: 'count', value: (row) => row.p90, needs: 'band' },
  { name: 'actual', kind: 'count', value: (row) => row.actual, needs: 'actual' },
  { name: 'aht', kind: 'seconds', value: (row) => row.ahtSeconds },
  { name: 'erlangs', kind: 'decimal', value: (row) => row.erlangs },
  { name: 'required', kind: 'count', value: (row) => row.required },
  { name: 'scheduled', kind: 'count', value: (row) => row.scheduled },
  { name: 'rostered', kind: 'average', value: (row) => row.rostered, needs: 'roster' },
  { name: 'difference', kind: 'average', value: differenceOf, needs: 'roster' },
  ...answers,
];

/** Of a day or the week. */
export const totalColumns: readonly PlanColumn<PlanTotals>[] = [
  { name: 'offered', kind: 'count', value: (totals) => totals.offered },
  { name: 'p10', kind: 'count', value: (totals) => totals.p10, needs: 'band' },
  { name: 'p90', kind: 'count', value: (totals) => totals.p90, needs: 'band' },
  { name: 'actual', kind: 'count', value: (totals) => totals.actual, needs: 'actual' },
  { name: 'aht', kind: 'seconds', value: (totals) => totals.ahtSeconds },
  { name: 'requiredPeak', kind: 'count', value: (totals) => totals.requiredPeak },
  { name: 'scheduledPeak', kind: 'count', value: (totals) => totals.scheduledPeak },
  { name: 'requiredHours', kind: 'decimal', value: (totals) => totals.requiredHours },
  { name: 'scheduledHours', kind: 'decimal', value: (totals) => totals.scheduledHours },
  { name: 'rosteredHours', kind: 'decimal', value: (totals) => totals.rosteredHours, needs: 'roster' },
  { name: 'shortHours', kind: 'decimal', value: (totals) => totals.shortHours, needs: 'roster' },
  { name: 'overHours', kind: 'decimal', value: (totals) => totals.overHours, needs: 'roster' },
  ...answers,
];

/** Agents on the roster beyond the plan's; below 0: too few. */
export function differenceOf({ rostered, scheduled }: Pick<PlanRow, 'rostered' | 'scheduled'>): number | null {
  return rostered === null || scheduled === null ? null : Math.round((rostered - scheduled) * 10) / 10;
}

/** The number as it is shown, in whole units, tenths, or tenths of a percent; ratios stay ratios. */
export function shownValue(value: number | null, kind: FigureKind): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return Number(roundings[placesOf[kind]]?.format(value));
}

export const placesOf: Record<FigureKind, 0 | 1 | 2 | 3> = {
  count: 0,
  seconds: 0,
  decimal: 1,
  average: 1,
  percent: 3,
  wholePercent: 2,
};
/** The page rounds by Intl: halves away from nought, of the decimal text; so files do. */
const roundings = [0, 1, 2, 3].map(
  (places) => new Intl.NumberFormat('en', { maximumFractionDigits: places, useGrouping: false }),
);
