import { z } from 'zod';
import { agentStates } from '#lib/agent/agentState.ts';
import type { FloorKind } from '#lib/feed/feedEvents.ts';
import { staffingOptions } from './boardStaffing.ts';
import { type MetricId, metricIds, metricOf } from './metric.ts';
import { pictureOptions } from './pictureWindow.ts';
import { seatMapOptions } from './seatPlan.ts';
import { tickerOptions } from './tickerMessages.ts';
import type { TileKind } from './tileKind.ts';

/** Width and height in cells of the grid. */
export interface TileSize {
  w: number;
  h: number;
}

/** What an editor and the feed must know of a kind of tile; how it looks stands under app/wall/tiles. */
export interface TileFacts<Options = Record<string, unknown>> {
  /** Its options, each with what holds where none is given. */
  options: z.ZodType<Options>;
  /** As it is laid down, and the least in which it can be read. */
  size: TileSize;
  least: TileSize;
  /** What of a board it can be narrowed to: `queues` (and centres), `centres` alone, or nothing. */
  scope: 'queues' | 'centres' | 'none';
  /** The figure that its thresholds judge; null: it takes none. */
  metric(options: Options): MetricId | null;
  /** What it is drawn from: drawn anew when one changes. Every tile has centres, sources, and what the queues are (not how they are). */
  kinds(options: Options): readonly FloorKind[];
  /** It shows running timers or the time, and so is drawn anew each second. */
  ticks: boolean;
}

const nothing = z.strictObject({});
const noMetric = () => null;
const stateNames = agentStates as unknown as readonly [(typeof agentStates)[number], ...(typeof agentStates)[number][]];

/** Kinds of trends that the editor offers; which of them a metric knows stands in metric.ts. */
export const numberOptions = z.strictObject({
  metric: z.enum(metricIds as [MetricId, ...MetricId[]]).default('waiting'),
  /** What the arrow compares the figure with; a metric that does not know it shows none. */
  trend: z.enum(['none', 'before', 'forecast']).default('none'),
});
export type NumberOptions = z.infer<typeof numberOptions>;

export const agentOptions = z.strictObject({
  /** The states listed; empty: all but signed out. */
  states: z.array(z.enum(stateNames)).max(stateNames.length).default([]),
  /** Longer than this in a pause, in minutes, is flagged; null: none is. */
  pauseMinutes: z.number().int().min(1).max(600).nullable().default(null),
  /** Longer than this in wrap-up, in minutes, is flagged; null: only what the exchange's limits say. */
  wrapUpMinutes: z.number().int().min(1).max(600).nullable().default(null),
});
export type AgentOptions = z.infer<typeof agentOptions>;

export const queueColumns = [
  'waiting',
  'longest',
  'free',
  'onContact',
  'offered',
  'answered',
  'abandoned',
  'level',
] as const;
export type QueueColumn = (typeof queueColumns)[number];
export const queueTableOptions = z.strictObject({
  columns: z
    .array(z.enum(queueColumns))
    .min(1)
    .max(queueColumns.length)
    .default(['waiting', 'longest', 'free', 'onContact', 'offered', 'answered', 'level']),
  /** What comes first: by name, or the queue in which somebody waits longest. */
  order: z.enum(['name', 'wait']).default('name'),
});
export type QueueTableOptions = z.infer<typeof queueTableOptions>;

export const dayCurveOptions = z.strictObject({
  /** The service level as a line on the right scale. */
  level: z.boolean().default(true),
  forecast: z.boolean().default(true),
});
export type DayCurveOptions = z.infer<typeof dayCurveOptions>;

export const clockOptions = z.strictObject({
  seconds: z.boolean().default(true),
  date: z.boolean().default(true),
});
export type ClockOptions = z.infer<typeof clockOptions>;

/** `satisfies` alone would lose each kind's own options. */
function facts<Options>(of: TileFacts<Options>): TileFacts<Options> {
  return of;
}

const perAgent: readonly FloorKind[] = ['agents'];

/** Every kind of tile. A new one is its entry here, in `tileKinds`, and its file and entry under app/wall/tiles. */
export const tileFacts = {
  number: facts({
    options: numberOptions,
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'queues',
    metric: ({ metric }) => metric,
    kinds: ({ metric, trend }) => [
      ...metricOf(metric).kinds,
      ...(footKinds[metric] ?? []),
      ...(trend === 'forecast' ? (['outlooks'] as const) : []),
    ],
    ticks: true,
  }),
  service_level: facts({
    options: nothing,
    size: { w: 8, h: 4 },
    least: { w: 5, h: 3 },
    scope: 'queues',
    metric: () => 'serviceLevel',
    kinds: () => ['days'],
    ticks: false,
  }),
  longest_wait: facts({
    options: nothing,
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'queues',
    metric: () => 'longestWait',
    kinds: () => ['queues'],
    ticks: true,
  }),
  waiting_list: facts({
    options: nothing,
    size: { w: 10, h: 6 },
    least: { w: 6, h: 3 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => ['contacts'],
    ticks: true,
  }),
  queue_table: facts({
    options: queueTableOptions,
    size: { w: 17, h: 8 },
    least: { w: 8, h: 3 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => ['agents', 'days', 'outlooks', 'queues'],
    ticks: true,
  }),
  agents_by_state: facts({
    options: agentOptions,
    size: { w: 15, h: 4 },
    least: { w: 8, h: 2 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => perAgent,
    ticks: true,
  }),
  agent_list: facts({
    options: agentOptions,
    size: { w: 10, h: 6 },
    least: { w: 5, h: 2 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => perAgent,
    ticks: true,
  }),
  seat_map: facts({
    options: seatMapOptions,
    size: { w: 12, h: 8 },
    least: { w: 6, h: 4 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => perAgent,
    ticks: true,
  }),
  day_curve: facts({
    options: dayCurveOptions,
    size: { w: 15, h: 4 },
    least: { w: 8, h: 3 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['intervals', 'outlooks'],
    ticks: false,
  }),
  staffing: facts({
    options: staffingOptions,
    size: { w: 16, h: 6 },
    least: { w: 8, h: 4 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['staffing', 'agents'],
    ticks: true,
  }),
  ivr_containment: facts({
    options: nothing,
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['contactDays'],
    ticks: false,
  }),
  out_of_scope: facts({
    options: nothing,
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['contactDays'],
    ticks: false,
  }),
  alarms: facts({
    options: nothing,
    size: { w: 10, h: 6 },
    least: { w: 6, h: 3 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => ['alarms'],
    ticks: true,
  }),
  clock: facts({
    options: clockOptions,
    size: { w: 6, h: 3 },
    least: { w: 3, h: 1 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => [],
    ticks: true,
  }),
  ticker: facts({
    options: tickerOptions,
    size: { w: 32, h: 2 },
    least: { w: 8, h: 1 },
    scope: 'none',
    metric: noMetric,
    kinds: () => ['tickers'],
    ticks: true,
  }),
  picture: facts({
    options: pictureOptions,
    size: { w: 8, h: 8 },
    least: { w: 2, h: 2 },
    scope: 'none',
    metric: noMetric,
    kinds: () => [],
    ticks: true,
  }),
} satisfies { [K in TileKind]: unknown };

/** Kinds that show one figure, large: six to eight of them on a board are read at a glance. */
export const primaryKinds: ReadonlySet<TileKind> = new Set([
  'number',
  'service_level',
  'longest_wait',
  'ivr_containment',
  'out_of_scope',
]);

/** What stands below these figures comes of other kinds as well. */
const footKinds: { [K in MetricId]?: readonly FloorKind[] } = {
  available: ['queues'],
  answered: ['outlooks'],
  offered: ['outlooks'],
};

export type OptionsOf<K extends TileKind> = z.infer<(typeof tileFacts)[K]['options']>;

/** A kind's facts, seen as any other's. */
export function factsOf(kind: TileKind): TileFacts {
  return tileFacts[kind] as unknown as TileFacts;
}

/**
 * A tile's options, whole: what is missing is filled in. Options that its kind does not take, as of a newer build, give the
 * kind's own.
 */
export function optionsOf({
  kind,
  options,
}: {
  kind: TileKind;
  options: Record<string, unknown>;
}): Record<string, unknown> {
  const { options: schema } = factsOf(kind);
  const read = schema.safeParse(options);
  return read.success ? read.data : (schema.safeParse({}).data ?? {});
}
