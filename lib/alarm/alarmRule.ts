import { z } from 'zod';
import { tileScopeSchema } from '#lib/board/board.ts';

/** Seconds that a figure must hold before an alarm is raised or over. */
const holdSeconds = z.int().min(0).max(3600);

const waiting = z.object({
  kind: z.literal('waiting'),
  /** More contacts than this wait. */
  limit: z.int().min(0).max(10_000),
  /** So many fewer than the limit before it counts as over. */
  hysteresis: z.int().min(0).max(10_000).default(0),
});
const longestWait = z.object({
  kind: z.literal('longest_wait'),
  limitSeconds: z
    .int()
    .min(1)
    .max(24 * 3600),
  hysteresisSeconds: z
    .int()
    .min(0)
    .max(24 * 3600)
    .default(0),
});
const serviceLevel = z.object({
  kind: z.literal('service_level'),
  /** Below this share, 0–1. */
  limitRatio: z.number().min(0.01).max(1),
  hysteresisRatio: z.number().min(0).max(0.5).default(0.02),
  /** Of the day until now, or of the last four quarters of an hour, the running one included. */
  window: z.enum(['hour', 'day']),
  /** Of fewer contacts a share says nothing: no alarm then. */
  leastContacts: z.int().min(1).max(100_000).default(20),
});
const noAgents = z.object({
  kind: z.literal('no_agents'),
  /** Who counts: agents free to take a contact, or all who are signed in. */
  counted: z.enum(['available', 'signed_in']),
  /** No more than so many are there. */
  most: z.int().min(0).max(1000).default(0),
  /** When their absence matters: while somebody waits, or at a time for which the forecast expects contacts. */
  when: z.enum(['somebody_waits', 'opening_hours']),
});
const sourceStale = z.object({ kind: z.literal('source_stale') });
const forecastExceeded = z.object({
  kind: z.literal('forecast_exceeded'),
  /** All that came today until now, or in the last four whole quarters of an hour. */
  window: z.enum(['hour', 'day']),
  /** So far above the upper end of the morning's band, as a share of it. */
  marginRatio: z.number().min(0).max(5).default(0),
  hysteresisRatio: z.number().min(0).max(0.5).default(0.05),
  leastContacts: z.int().min(1).max(100_000).default(20),
});

export const alarmConditionSchema = z.discriminatedUnion('kind', [
  waiting,
  longestWait,
  serviceLevel,
  noAgents,
  sourceStale,
  forecastExceeded,
]);
export type AlarmCondition = z.infer<typeof alarmConditionSchema>;
export type ConditionOf<K extends AlarmCondition['kind']> = Extract<AlarmCondition, { kind: K }>;

/** What a rule is watched for: each centre, each queue, or all of its scope as one. */
export const alarmSpans = ['centre', 'queue', 'together'] as const;

/** When something is to be told as an alarm. */
export const alarmRuleSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'an id is lower-case letters, digits and hyphens'),
    /** null: the rule's own sentence names it. */
    name: z.string().trim().min(1).max(80).nullable().default(null),
    on: z.boolean().default(true),
    level: z.enum(['warn', 'alarm']),
    sound: z.boolean().default(true),
    /** Told to the recipients by e-mail and webhook. */
    deliver: z.boolean().default(false),
    /** Empty: all centres, all queues. */
    scope: tileScopeSchema.default({ centres: [], queues: [] }),
    per: z.enum(alarmSpans).default('centre'),
    raiseAfterSeconds: holdSeconds,
    clearAfterSeconds: holdSeconds,
    condition: alarmConditionSchema,
  })
  .superRefine((rule, context) => {
    const { condition, scope, per } = rule;
    const wrong = (path: string[], message: AlarmRuleProblem) => context.addIssue({ code: 'custom', path, message });
    const hourly =
      (condition.kind === 'service_level' || condition.kind === 'forecast_exceeded') && condition.window === 'hour';
    if (hourly && (per === 'queue' || scope.queues.length > 0)) wrong(['condition', 'window'], 'hour_of_centres_only');
    if (condition.kind === 'source_stale' && scope.queues.length > 0) wrong(['scope', 'queues'], 'source_has_no_queue');
    if (condition.kind === 'waiting' && condition.hysteresis > condition.limit)
      wrong(['condition', 'hysteresis'], 'hysteresis_beyond_limit');
    if (condition.kind === 'longest_wait' && condition.hysteresisSeconds > condition.limitSeconds)
      wrong(['condition', 'hysteresisSeconds'], 'hysteresis_beyond_limit');
  });
export type AlarmRule = z.infer<typeof alarmRuleSchema>;

/** What may be wrong between a rule's values; each has its sentence on the page. */
export const alarmRuleProblems = ['hour_of_centres_only', 'source_has_no_queue', 'hysteresis_beyond_limit'] as const;
export type AlarmRuleProblem = (typeof alarmRuleProblems)[number];

/** A rule with what its keeping adds. */
export interface KeptAlarmRule extends AlarmRule {
  /** The installation's own, and whether it has been changed since: only then is it in the database. */
  builtIn: boolean;
  changed: boolean;
  /** Counts its changes; 0 of one that is as built in. */
  revision: number;
  changedAt: number | null;
  changedBy: string | null;
}
