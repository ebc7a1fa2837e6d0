import type { Targets } from 'erlang-c';

/** The equations' own error: so little beyond a promise keeps it. */
const tolerance = 1e-6;

/** Figures of which promises may be made; null: nobody came. */
export interface Promised {
  serviceLevel: number | null;
  asaSeconds: number | null;
  abandonment: number | null;
  occupancy: number | null;
}

/** Whether figures keep every promise at once. */
export function keeps(figures: Promised, { serviceLevel, asaSeconds, abandonment, occupancy }: Targets): boolean {
  return (
    (figures.serviceLevel ?? 1) >= (serviceLevel?.ratio ?? 0) - tolerance &&
    (figures.asaSeconds ?? 0) <= (asaSeconds ?? Number.POSITIVE_INFINITY) * (1 + tolerance) &&
    (figures.abandonment ?? 0) <= (abandonment ?? 1) + tolerance &&
    (figures.occupancy ?? 0) <= (occupancy ?? 1) + tolerance
  );
}
