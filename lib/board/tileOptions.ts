import { z } from 'zod';
import { agentStates } from '#lib/agent/agentState.ts';
import type { StaffingOptions } from './boardStaffing.ts';
import { type MetricId, metricIds } from './metric.ts';
import type { PictureOptions } from './pictureWindow.ts';
import { mostRows, mostSeats, type SeatMapOptions } from './seatPlan.ts';
import type { TickerOptions } from './tickerMessages.ts';
import type { TileKind } from './tileKind.ts';

const nothing = z.strictObject({});
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

export const staffingOptions = z.strictObject({
  hours: z.number().int().min(1).max(12).default(4),
  step: z.enum(['15', '30', '60']).default('60'),
}) satisfies z.ZodType<StaffingOptions>;

const seatPlace = (most: number) => z.number().int().min(1).max(most);
export const seatMapOptions = z.strictObject({
  rows: seatPlace(mostRows).nullable().default(null),
  seats: seatPlace(mostSeats).nullable().default(null),
  aisles: z.array(seatPlace(mostSeats)).max(mostSeats).default([]),
  places: z
    .array(
      z.strictObject({
        agent: z.string().trim().min(1).max(120),
        row: seatPlace(mostRows),
        seat: seatPlace(mostSeats),
      }),
    )
    .max(1000)
    .default([]),
  signedOut: z.boolean().default(false),
  pauseMinutes: z.number().int().min(1).max(600).nullable().default(null),
  wrapUpMinutes: z.number().int().min(1).max(600).nullable().default(null),
}) satisfies z.ZodType<SeatMapOptions>;

export const tickerOptions = z.strictObject({
  overflow: z.enum(['move', 'page']).default('move'),
  sender: z.boolean().default(true),
}) satisfies z.ZodType<TickerOptions>;

const clockTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a time is written 2026-11-25T08:30');
export const pictureOptions = z.strictObject({
  picture: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,80}$/, 'a picture’s id is letters, digits, hyphens and underscores')
    .nullable()
    .default(null),
  caption: z.string().trim().max(160).default(''),
  fit: z.enum(['contain', 'cover']).default('contain'),
  from: clockTime.nullable().default(null),
  until: clockTime.nullable().default(null),
}) satisfies z.ZodType<PictureOptions>;

/** The options of every kind of tile, each with what holds where none is given; what else is known of a kind stands in tileFacts.ts. */
export const tileOptions = {
  number: numberOptions,
  service_level: nothing,
  longest_wait: nothing,
  waiting_list: nothing,
  queue_table: queueTableOptions,
  agents_by_state: agentOptions,
  agent_list: agentOptions,
  seat_map: seatMapOptions,
  day_curve: dayCurveOptions,
  staffing: staffingOptions,
  ivr_containment: nothing,
  out_of_scope: nothing,
  alarms: nothing,
  clock: clockOptions,
  ticker: tickerOptions,
  picture: pictureOptions,
} satisfies { [K in TileKind]: z.ZodType };

export type OptionsOf<K extends TileKind> = z.infer<(typeof tileOptions)[K]>;

interface GivenOptions {
  kind: TileKind;
  options: Record<string, unknown>;
}

/** What is wrong with a tile's options, each with its path among them; none: its kind takes them. */
export function optionIssues({ kind, options }: GivenOptions): z.core.$ZodIssue[] {
  return tileOptions[kind].safeParse(options).error?.issues ?? [];
}

/**
 * A tile's options, whole: what is missing is filled in. Options that its kind does not take, as of a newer build, give the
 * kind's own.
 */
export function optionsOf({ kind, options }: GivenOptions): Record<string, unknown> {
  const schema = tileOptions[kind];
  const read = schema.safeParse(options);
  return read.success ? read.data : schema.parse({});
}
