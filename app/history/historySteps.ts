import type { HistoryStep } from '#lib/history/historySteps.ts';

export const presets = ['today', 'yesterday', 'last7', 'thisWeek', 'thisMonth', 'lastMonth', 'last12'] as const;
export type Preset = (typeof presets)[number];

/** Dates on the centre's calendar, both included. */
export interface HistoryRange {
  from: string;
  to: string;
}

/** As lib/history names them; stated again because the browser has no use for its calendar. */
export const steps = ['interval', 'hour', 'day', 'week', 'month'] as const satisfies readonly HistoryStep[];
export type { HistoryStep };
