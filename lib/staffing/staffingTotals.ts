import type { StaffingRow } from './staffIntervals.ts';

/** Weighted from the rows; null where no row is known. */
export interface StaffingTotals {
  offered: number | null;
  /** Those and who is expected to call again. */
  attempts: number | null;
  ahtSeconds: number | null;
  /** Hours of calls offered. */
  workHours: number | null;
  requiredHours: number | null;
  scheduledHours: number | null;
  serviceLevel: number | null;
  asaSeconds: number | null;
  abandonment: number | null;
  occupancy: number | null;
  /** Most agents required, and scheduled, in any interval. */
  requiredPeak: number | null;
  scheduledPeak: number | null;
  /** Intervals without a figure. */
  unknownIntervals: number;
}

/** Weighted from the rows, which are each `hours` long unless they say otherwise. */
export function totalsOf(rows: readonly StaffingRow[], hours: number): StaffingTotals {
  const known = rows.filter((row) => row.required !== null);
  const sum = (of: (row: StaffingRow) => number | null) => known.reduce((total, row) => total + (of(row) ?? 0), 0);
  const sumHours = (of: (row: StaffingRow) => number | null) =>
    sum((row) => (of(row) ?? 0) * (row.minutes === undefined ? 1 : row.minutes / 60 / hours)) * hours;
  const offered = sum((row) => row.offered);
  const attempts = sum((row) => row.attempts);
  const weighted = (of: (row: StaffingRow) => number | null, by: (row: StaffingRow) => number | null, all: number) =>
    all > 0 ? sum((row) => (by(row) === 0 ? 0 : (by(row) ?? 0) * (of(row) ?? 0))) / all : null;
  const perAttempt = (of: (row: StaffingRow) => number | null) => weighted(of, (row) => row.attempts, attempts);
  const some = <T>(value: T): T | null => (known.length > 0 ? value : null);
  const requiredHours = sumHours((row) => row.required);
  return {
    offered: some(offered),
    attempts: some(attempts),
    ahtSeconds: weighted(
      (row) => row.ahtSeconds,
      (row) => row.offered,
      offered,
    ),
    workHours: some(sumHours((row) => row.erlangs)),
    requiredHours: some(requiredHours),
    scheduledHours: some(sumHours((row) => row.scheduled)),
    serviceLevel: perAttempt((row) => row.serviceLevel),
    asaSeconds: perAttempt((row) => row.asaSeconds),
    abandonment: perAttempt((row) => row.abandonment),
    occupancy: requiredHours > 0 ? sumHours((row) => (row.occupancy ?? 0) * (row.required ?? 0)) / requiredHours : null,
    requiredPeak: some(known.reduce((most, row) => Math.max(most, row.required ?? 0), 0)),
    scheduledPeak: some(known.reduce((most, row) => Math.max(most, row.scheduled ?? 0), 0)),
    unknownIntervals: rows.length - known.length,
  };
}
