import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Backtest } from '#lib/forecast/backtest.ts';
import type { QueuePatience } from '#lib/staffing/patiences.ts';
import { shrinkageCauses } from '#lib/staffing/shrinkageCause.ts';
import type { ShrinkageHistory } from '#lib/staffing/shrinkageHistory.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What the planner found out about a queue from its history, for the plan to go by. */
export interface PlanningFacts extends QueueOfExchange {
  /** Epoch ms. */
  madeAt: number;
  /** How long its callers wait; its curve is thinned out. null: nobody waited yet. */
  patience: QueuePatience | null;
  /** Chance 0–1 that a caller who hung up calls again; null: nothing on record tells it. */
  redialProbability: number | null;
  /** Share 0–1 of its contacts that hung up in the history from which the forecast is made; null: none came. */
  pastAbandonment: number | null;
  /** What kept its centre's agents from contacts; null: no states of agents are on record. */
  shrinkage: ShrinkageHistory | null;
  /** How the forecast is made, and how good it was; null: there is none. */
  forecast: ForecastFacts | null;
  /** Weeks from its first day with contacts to today. */
  weeksOfHistory: number;
  /** Holidays and the site's own special days, of the weeks behind and those ahead. */
  days: NamedDay[];
  /** What makes the figures less sure. */
  notes: PlanningNote[];
}

export interface ForecastFacts {
  /** The candidates that count for tomorrow and how much, adding up to 1. */
  weights: Record<string, number>;
  /** null: fewer than some days of history. */
  backtest: Backtest | null;
  /** Label of the queue of the same centre whose course it borrows, having too little history of its own. */
  borrowedFrom: string | null;
  /** The history that it is made from: its first and last date with contacts (ISO), and how many such dates. */
  history: { from: string; to: string; days: number };
  /** Dates of the last weeks (ISO) on which nothing was seen, though something mostly comes on that weekday. */
  missing: string[];
}

export interface NamedDay {
  /** ISO date. */
  date: string;
  kind: 'holiday' | 'special';
  name: { tr: string; en: string };
}

/**
 * `few_days`: less than two weeks of history. `borrowed`: another queue's course is borrowed. `unobserved`: more than a
 * fiftieth of its last year was not watched. `no_patience`: too few hung up to tell patience. `no_agent_states`: no
 * states of agents are on record. `quiet_lately`: nothing has come for more than two weeks.
 */
export type PlanningNote = (typeof planningNotes)[number];
const planningNotes = ['few_days', 'borrowed', 'unobserved', 'no_patience', 'no_agent_states', 'quiet_lately'] as const;

/** A curve of a hundred steps draws like one of forty. */
const curveSteps = 40;

/** Writes the facts in place of those of the queue before. */
export async function writePlanningFacts(db: Kysely<Schema>, facts: PlanningFacts): Promise<void> {
  const { exchange, queue, madeAt, ...told } = facts;
  if (told.patience) told.patience = thinned(told.patience);
  await sql`
    insert into planning_facts (exchange, queue, made_at, facts)
    values (${exchange}, ${queue}, ${instant(madeAt)}, ${JSON.stringify(told)}::jsonb)
    on conflict (exchange, queue) do update set made_at = excluded.made_at, facts = excluded.facts`.execute(db);
}

/** The facts of these queues, as far as there are any; those that an older version wrote in another form are left out. */
export async function planningFacts(db: Kysely<Schema>, queues: readonly QueueOfExchange[]): Promise<PlanningFacts[]> {
  const { rows } = await sql<{ exchange: string; queue: string; madeAt: number; facts: unknown }>`
    select exchange, queue, made_at as "madeAt", facts from planning_facts
    where (exchange, queue) in (
      select exchange, queue from unnest(
        ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
      ) as told (exchange, queue)
    )
    order by exchange, queue`.execute(db);
  return rows.flatMap(({ exchange, queue, madeAt, facts }) => {
    const read = factsForm.safeParse(facts);
    return read.success ? [{ exchange, queue, madeAt, ...read.data }] : [];
  });
}

function thinned(patience: QueuePatience): QueuePatience {
  const { curve } = patience.estimate;
  const every = Math.max(1, Math.ceil(curve.length / curveSteps));
  const kept = curve.filter((_, i) => i % every === every - 1 || i === curve.length - 1);
  return { ...patience, estimate: { ...patience.estimate, curve: kept } };
}

const share = z.number().min(0).max(1);
const seconds = z.number().min(0);
const unknown = <T extends z.ZodType>(form: T) => form.nullable();

const patienceForm = z.object({
  queue: z.string(),
  patienceSeconds: unknown(seconds),
  own: share,
  estimate: z.object({
    patienceSeconds: unknown(seconds),
    interval: z.object({ low: seconds, high: unknown(seconds) }),
    abandoned: z.number(),
    waitedSeconds: seconds,
    callers: z.number(),
    immediateShare: share,
    curve: z.array(z.object({ seconds, survival: share, error: z.number(), atRisk: z.number() })),
    fit: z.object({
      distance: unknown(share),
      atSeconds: unknown(seconds),
      bands: z.array(z.object({ from: seconds, to: unknown(seconds), abandoned: z.number(), expected: z.number() })),
      verdict: unknown(z.enum(['close', 'rough', 'poor'])),
    }),
  }),
  byHour: z.array(z.object({ patienceSeconds: unknown(seconds), own: share })).length(24),
});

const shrinkageForm = z.object({
  signedInSeconds: seconds,
  causes: z.array(z.object({ cause: z.enum(shrinkageCauses), share, of: z.enum(['rostered', 'signed_in']), seconds })),
  reasons: z.array(
    z.object({
      reason: z.string().nullable(),
      cause: z.enum([...shrinkageCauses, 'contact']),
      known: z.boolean(),
      seconds,
    }),
  ),
  byHour: z.array(unknown(share)).length(24),
});

const accuracyForm = z.object({
  wape: unknown(z.number()),
  mase: unknown(z.number()),
  bias: unknown(z.number()),
  coverage80: unknown(share),
});
const backtestForm = z.object({
  origins: z.number(),
  horizons: z.record(z.string(), z.object({ chosen: accuracyForm, methods: z.record(z.string(), accuracyForm) })),
  from: z.string().nullable(),
  to: z.string().nullable(),
  weights: z.record(z.string(), z.number()),
});

const factsForm = z.object({
  patience: unknown(patienceForm),
  redialProbability: unknown(share),
  pastAbandonment: unknown(share),
  shrinkage: unknown(shrinkageForm),
  forecast: unknown(
    z.object({
      weights: z.record(z.string(), share),
      backtest: unknown(backtestForm),
      borrowedFrom: z.string().nullable(),
      history: z.object({ from: z.string(), to: z.string(), days: z.number() }),
      missing: z.array(z.string()),
    }),
  ),
  weeksOfHistory: z.number(),
  days: z.array(
    z.object({
      date: z.string(),
      kind: z.enum(['holiday', 'special']),
      name: z.object({ tr: z.string(), en: z.string() }),
    }),
  ),
  notes: z.array(z.enum(planningNotes)),
}) satisfies z.ZodType<Omit<PlanningFacts, 'exchange' | 'queue' | 'madeAt'>>;
