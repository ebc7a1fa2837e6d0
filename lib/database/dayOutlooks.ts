import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A day in progress as it is expected now: of a centre as a whole, or of one of its queues. */
export interface DayOutlook {
  /** The centre's id, or `exchange:queue`. */
  scope: string;
  centre: string;
  /** ISO date in the centre's zone, and epoch ms of its start. */
  date: string;
  start: number;
  /** Epoch ms. */
  madeAt: number;
  /** How many quarters of an hour of it were over. */
  elapsed: number;
  /** Contacts by tonight: those that came and those expected yet; 80 of 100 such days end within p10–p90. */
  byTonight: { mean: number; p10: number; p90: number };
  /** What was expected of the whole day before it began. */
  planned: number;
  /** Contacts that came, and that were expected to, in the quarters that are over and were observed. */
  seen: number;
  expected: number;
  /** By how much the rest of the day is multiplied. */
  restFactor: number;
  /** By quarter of an hour of the whole day: as forecast before it began, and as it is expected now with its band. */
  forecast: number[];
  mean: number[];
  p10: number[];
  p90: number[];
}

/** Writes outlooks, each in place of the one before of its scope. */
export async function writeDayOutlooks(db: Kysely<Schema>, outlooks: readonly DayOutlook[]): Promise<void> {
  if (outlooks.length === 0) return;
  const rows = outlooks.map(
    ({ scope, centre, date, start, madeAt, ...told }) => sql`(${scope}, ${centre}, ${date}::date,
      ${instant(start)}, ${instant(madeAt)}, ${JSON.stringify(told)}::jsonb)`,
  );
  await sql`
    insert into day_outlook (scope, centre, date, start, made_at, outlook) values ${sql.join(rows)}
    on conflict (scope) do update set centre = excluded.centre, date = excluded.date, start = excluded.start,
      made_at = excluded.made_at, outlook = excluded.outlook`.execute(db);
}

/** The outlooks of these scopes on this date (ISO), by scope; those of another date are no longer true. */
export async function dayOutlooks(
  db: Kysely<Schema>,
  scopes: readonly string[],
  date: string,
): Promise<Map<string, DayOutlook>> {
  if (scopes.length === 0) return new Map();
  const rows = await db
    .selectFrom('day_outlook')
    .selectAll()
    .where('scope', 'in', scopes)
    .where('date', '=', date)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const read = outlookForm.safeParse(row.outlook);
      if (!read.success) return [];
      const { scope, centre, start, made_at: madeAt } = row;
      return [[scope, { scope, centre, date: row.date, start, madeAt, ...read.data }] as const];
    }),
  );
}

const numbers = z.array(z.number());
const outlookForm = z.object({
  elapsed: z.number(),
  byTonight: z.object({ mean: z.number(), p10: z.number(), p90: z.number() }),
  planned: z.number(),
  seen: z.number(),
  expected: z.number(),
  restFactor: z.number(),
  forecast: numbers,
  mean: numbers,
  p10: numbers,
  p90: numbers,
}) satisfies z.ZodType<Omit<DayOutlook, 'scope' | 'centre' | 'date' | 'start' | 'madeAt'>>;
