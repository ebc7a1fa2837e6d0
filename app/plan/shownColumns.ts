import type { Plan } from '#lib/plan/planFigures.ts';
import type { PlanColumn } from './planColumns.ts';

/** The columns of which this plan knows anything; those of the roster stay, since their being empty says something. */
export function shownColumns<Row>(columns: readonly PlanColumn<Row>[], { rows }: Plan): PlanColumn<Row>[] {
  const has = {
    band: rows.some(({ p10 }) => p10 !== null),
    actual: rows.some(({ actual }) => actual !== null),
    roster: true,
  };
  return columns.filter(({ needs }) => needs === undefined || has[needs]);
}
