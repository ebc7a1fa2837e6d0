import { type RawBuilder, sql } from 'kysely';

/** A moment as PostgreSQL keeps it. `at`: epoch ms; null: none. */
export function instant(at: number | null): RawBuilder<number> {
  return sql<number>`to_timestamp(${at}::float8 / 1000)`;
}
