import { type Kysely, type Selectable, sql } from 'kysely';
import type { ScreenReport, ScreenSettings } from '../board/screenAssignment.ts';
import type { KeptScreen } from '../screen/keptScreen.ts';
import { screenReportSchema, screenSettingsSchema } from '../screen/screenSettings.ts';
import type { ScreenTable } from './boardTables.ts';
import type { Schema } from './schema.ts';

/** All screens by name; revoked ones for a month, so that a TV that was off that long is told, too. */
export async function readScreens(db: Kysely<Schema>): Promise<KeptScreen[]> {
  const rows = await db
    .selectFrom('screen')
    .selectAll()
    .where((where) =>
      where.or([where('revoked_at', 'is', null), where('revoked_at', '>', sql<number>`now() - interval '1 month'`)]),
    )
    .execute();
  return rows.map(screenOf).sort((a, b) => a.name.localeCompare(b.name, 'tr'));
}

/** null: there is none of that id, or it is revoked. */
export async function readScreen(db: Kysely<Schema>, id: string): Promise<KeptScreen | null> {
  const row = await db
    .selectFrom('screen')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : screenOf(row);
}

/** Adds a screen that has no token yet. */
export async function addScreen(
  db: Kysely<Schema>,
  { id, name, settings, by }: { id: string; name: string; settings: ScreenSettings; by: string },
): Promise<void> {
  await db
    .insertInto('screen')
    .values({ id, name, settings: jsonb(settings), paired_by: by })
    .execute();
}

/** Was there such a screen? */
export async function changeScreen(
  db: Kysely<Schema>,
  id: string,
  { name, settings }: { name: string; settings: ScreenSettings },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('screen')
    .set({ name, settings: jsonb(settings) })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a board off every screen's list; answers those that had it, as they are now. */
export async function takeBoardOff(db: Kysely<Schema>, board: string): Promise<KeptScreen[]> {
  const rows = await db
    .updateTable('screen')
    .set({ settings: sql`jsonb_set(settings, '{boards}', (settings -> 'boards') - ${board}::text)` })
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`settings -> 'boards' @> to_jsonb(${board}::text)`)
    .returningAll()
    .execute();
  return rows.map(screenOf);
}

/** Ends the pairing; the row stays for a while, so that the TV is told why. Was there such a screen? */
export async function revokeScreen(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('screen')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Notes when screens were last there. */
export async function sawScreens(
  db: Kysely<Schema>,
  screens: readonly { id: string; at: number; report: ScreenReport | null }[],
): Promise<void> {
  if (screens.length === 0) return;
  const rows = JSON.stringify(screens.map(({ id, at, report }) => ({ id, at, report })));
  await sql`
    update screen set last_seen = to_timestamp(seen.at / 1000), last_report = coalesce(seen.report, last_report)
    from jsonb_to_recordset(${rows}::jsonb) as seen(id text, at float8, report jsonb)
    where screen.id = seen.id`.execute(db);
}

function jsonb(value: object) {
  return sql<unknown>`${JSON.stringify(value)}::jsonb`;
}

function screenOf(row: Selectable<ScreenTable>): KeptScreen {
  const settings = screenSettingsSchema.safeParse(row.settings);
  const report = screenReportSchema.safeParse(row.last_report);
  return {
    id: row.id,
    name: row.name,
    // settings that cannot be read show nothing, rather than what nobody chose; the screen itself stays paired
    settings: settings.success ? settings.data : screenSettingsSchema.parse({}),
    tokenHash: row.token_hash,
    pairedAt: row.paired_at,
    pairedBy: row.paired_by,
    lastSeen: row.last_seen,
    lastReport: report.success ? report.data : null,
    revokedAt: row.revoked_at,
  };
}
