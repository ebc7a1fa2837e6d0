import type { FloorKind } from '#lib/feed/feedEvents.ts';
import { type MetricId, metricOf } from './metric.ts';
import type { TileKind } from './tileKind.ts';
import type { OptionsOf } from './tileOptions.ts';

/** Width and height in cells of the grid. */
export interface TileSize {
  w: number;
  h: number;
}

/** What a screen, an editor and the feed must know of a kind of tile; how it looks stands under app/wall/tiles. */
export interface TileFacts<Options = Record<string, unknown>> {
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

const noMetric = () => null;
const perAgent: readonly FloorKind[] = ['agents'];

/** Every kind of tile. A new one is its entry here, in `tileKinds` and `tileOptions`, and its file and entry under app/wall/tiles. */
export const tileFacts = {
  number: {
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'queues',
    metric: ({ metric }) => metric,
    kinds: ({ metric, trend }) => [
      // Of a metric of a newer build nothing is known until the page is loaded anew.
      ...(metricOf(metric)?.kinds ?? []),
      ...(footKinds[metric] ?? []),
      ...(trend === 'forecast' ? (['outlooks'] as const) : []),
    ],
    ticks: true,
  },
  service_level: {
    size: { w: 8, h: 4 },
    least: { w: 5, h: 3 },
    scope: 'queues',
    metric: () => 'serviceLevel',
    kinds: () => ['days'],
    ticks: false,
  },
  longest_wait: {
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'queues',
    metric: () => 'longestWait',
    kinds: () => ['queues'],
    ticks: true,
  },
  waiting_list: {
    size: { w: 10, h: 6 },
    least: { w: 6, h: 3 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => ['contacts'],
    ticks: true,
  },
  queue_table: {
    size: { w: 17, h: 8 },
    least: { w: 8, h: 3 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => ['agents', 'days', 'outlooks', 'queues'],
    ticks: true,
  },
  agents_by_state: {
    size: { w: 15, h: 4 },
    least: { w: 8, h: 2 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => perAgent,
    ticks: true,
  },
  agent_list: {
    size: { w: 10, h: 6 },
    least: { w: 5, h: 2 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => perAgent,
    ticks: true,
  },
  seat_map: {
    size: { w: 12, h: 8 },
    least: { w: 6, h: 4 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => perAgent,
    ticks: true,
  },
  day_curve: {
    size: { w: 15, h: 4 },
    least: { w: 8, h: 3 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['intervals', 'outlooks'],
    ticks: false,
  },
  staffing: {
    size: { w: 16, h: 6 },
    least: { w: 8, h: 4 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['staffing', 'agents'],
    ticks: true,
  },
  ivr_containment: {
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['contactDays'],
    ticks: false,
  },
  out_of_scope: {
    size: { w: 8, h: 4 },
    least: { w: 4, h: 2 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => ['contactDays'],
    ticks: false,
  },
  alarms: {
    size: { w: 10, h: 6 },
    least: { w: 6, h: 3 },
    scope: 'queues',
    metric: noMetric,
    kinds: () => ['alarms', 'alarmWatch'],
    ticks: true,
  },
  clock: {
    size: { w: 6, h: 3 },
    least: { w: 3, h: 1 },
    scope: 'centres',
    metric: noMetric,
    kinds: () => [],
    ticks: true,
  },
  ticker: {
    size: { w: 32, h: 2 },
    least: { w: 8, h: 1 },
    scope: 'none',
    metric: noMetric,
    kinds: () => ['tickers'],
    ticks: true,
  },
  picture: {
    size: { w: 8, h: 8 },
    least: { w: 2, h: 2 },
    scope: 'none',
    metric: noMetric,
    kinds: () => [],
    ticks: true,
  },
} satisfies { [K in TileKind]: TileFacts<OptionsOf<K>> };

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

/** A kind's facts, seen as any other's. */
export function factsOf(kind: TileKind): TileFacts {
  return tileFacts[kind] as unknown as TileFacts;
}
