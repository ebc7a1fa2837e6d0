/**
 * What the roster makes of a need. `short`: fewer than required even if nobody were missing; `thin`: enough only if fewer
 * are missing than shrinkage says; `over`: clearly more than planned.
 */
export type Coverage = 'short' | 'thin' | 'enough' | 'over';

/** More than the plan by a tenth, and by one agent at least, is over. */
const overShare = 0.1;

/** @returns null where nobody is needed or rostered, or nothing is known of it */
export function coverageOf(
  required: number | null,
  scheduled: number | null,
  rostered: number | null,
): Coverage | null {
  if (required === null || scheduled === null || rostered === null) return null;
  if (scheduled === 0 && rostered === 0) return null;
  const given = rostered + 1e-9;
  if (given < required) return 'short';
  if (given < scheduled) return 'thin';
  return rostered > scheduled + Math.max(1, overShare * scheduled) + 1e-9 ? 'over' : 'enough';
}

/** Told apart without colours as well. */
export const coverageShapes: Record<Coverage, string> = { short: '▼', thin: '◆', enough: '●', over: '▲' };
