import type { AgentFigures } from '#lib/history/agentFigures.ts';

/** Time in states, in the order of a contact; each a column. */
export const timeColumns = [
  'available',
  'ringing',
  'talk',
  'hold',
  'wrapUp',
  'paused',
  'unavailable',
  'outside',
] as const;
export type TimeColumn = (typeof timeColumns)[number];

/** Seconds; null where nothing was observed. */
export function secondsOf(figures: Pick<AgentFigures, 'time'>, column: TimeColumn): number | null {
  return figures.time === null ? null : figures.time[`${column}Seconds`];
}

export function pauseCount(figures: Pick<AgentFigures, 'time' | 'pauses'>): number | null {
  return figures.time === null ? null : figures.pauses.reduce((sum, { count }) => sum + count, 0);
}
