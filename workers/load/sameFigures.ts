import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { openDatabase } from '#lib/database/database.ts';
import { embeddedAddress } from '#lib/database/embeddedAddress.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { tallyOf } from '#lib/interval/tallyRow.ts';

/** What is compared, of each queue: what was offered and what became of it. */
const fields = ['offered', 'answered', 'abandoned', 'timedOut', 'leftByKey', 'waitSecondsAll', 'talkSeconds'] as const;
type Field = (typeof fields)[number];
type Sums = Record<Field, number>;

/** Today's sums by queue as a screen shows them. */
export function sumsOnScreen(floor: Floor): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const { queue, start, counts } of Object.values(floor.days)) {
    const known = sums.get(queue) ?? noSums();
    const tally = tallyOf(start, counts);
    for (const field of fields) known[field] += tally[field];
    sums.set(queue, known);
  }
  return sums;
}

/** The same by the database's rollups; null while intervals wait for being rolled up. */
export async function sumsInRollups(dataDir: string, port: number): Promise<Map<string, Sums> | null> {
  const db = openDatabase({
    url: embeddedAddress(dataDir, port),
    applicationName: 'load bench',
    max: 1,
  });
  try {
    const touched = await sql<{ count: number }>`select count(*) as count from touched_interval`.execute(db);
    if (touched.rows[0]?.count !== 0) return null;
    const { rows } = await sql<{ queue: string } & Record<string, number>>`select exchange || ':' || queue as queue,
      sum(offered) as offered, sum(answered) as answered, sum(abandoned) as abandoned, sum(timed_out) as "timedOut",
      sum(left_by_key) as "leftByKey", sum(wait_seconds_all) as "waitSecondsAll", sum(talk_seconds) as "talkSeconds"
      from interval_rollup group by 1`.execute(db);
    return new Map(rows.map(({ queue, ...sums }) => [queue, sums as unknown as Sums]));
  } finally {
    await db.destroy();
  }
}

/** Queues whose sums differ. */
export function differing(a: ReadonlyMap<string, Sums>, b: ReadonlyMap<string, Sums>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((queue) => !isDeepStrictEqual(a.get(queue), b.get(queue)));
}

export function total(sums: ReadonlyMap<string, Sums>, field: Field): number {
  return [...sums.values()].reduce((sum, one) => sum + one[field], 0);
}

/** Calls that entered a queue by the exchange's own queue_log. */
export async function entriesIn(queueLog: string): Promise<number> {
  let count = 0;
  for await (const row of createInterface({ input: createReadStream(queueLog) }))
    if (row.includes('|ENTERQUEUE|')) count++;
  return count;
}

function noSums(): Sums {
  return Object.fromEntries(fields.map((field) => [field, 0])) as Sums;
}
