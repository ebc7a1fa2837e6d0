import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { PictureFacts } from '../board/pictureFile.ts';
import type { Schema } from './schema.ts';

/** A picture without its content. */
export interface KeptPicture {
  /** SHA-256 of its content, as hexadecimal digits. */
  id: string;
  mediaType: string;
  width: number;
  height: number;
  name: string;
  addedAt: number;
  addedBy: string;
}

/** Keeps a picture; one that is kept already stays as it was, and is needed anew. */
export async function addPicture(
  db: Kysely<Schema>,
  { content, facts, name, by }: { content: Uint8Array; facts: PictureFacts; name: string; by: string },
): Promise<{ picture: KeptPicture; added: boolean }> {
  const id = createHash('sha256').update(content).digest('hex');
  const { isNew } = await db
    .insertInto('picture')
    .values({
      ...{ id, media_type: facts.type, content: Buffer.from(content), width: facts.width, height: facts.height },
      ...{ name, added_by: by },
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ needed_at: sql`now()` }))
    // a row that was not there before has been changed by nobody
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirstOrThrow();
  const picture = (await listed(db).where('id', '=', id).executeTakeFirstOrThrow()) satisfies KeptPicture;
  return { picture, added: isNew };
}

/** Those that may be chosen, the latest first: which a board shows, or which were needed within a day. */
export function readPictures(db: Kysely<Schema>): Promise<KeptPicture[]> {
  return listed(db)
    .where(sql<boolean>`${isShown} or needed_at > now() - interval '1 day'`)
    .orderBy('added_at', 'desc')
    .limit(500)
    .execute();
}

/** Notes which pictures boards show now; before boards change, so that what is put back finds its picture. */
export async function notePictures(db: Kysely<Schema>): Promise<void> {
  await sql`update picture set needed_at = now() where ${isShown}`.execute(db);
}

/**
 * Deletes the pictures that no board shows and that nobody has needed for two days: a day longer than they may be chosen, so
 * that a board that is being made keeps its own.
 */
export function forgetPictures(db: Kysely<Schema>): Promise<{ id: string; name: string }[]> {
  return db
    .deleteFrom('picture')
    .where(sql<boolean>`not ${isShown} and needed_at < now() - interval '2 days'`)
    .returning(['id', 'name'])
    .execute();
}

/** null: there is none. */
export async function readPicture(
  db: Kysely<Schema>,
  id: string,
): Promise<{ mediaType: string; content: Buffer } | null> {
  const row = await db
    .selectFrom('picture')
    .select(['media_type as mediaType', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Whatever kind of tile names it: 64 digits of a checksum stand nowhere by chance. */
const isShown = sql`exists (select from board where strpos(board.definition::text, picture.id) > 0)`;

function listed(db: Kysely<Schema>) {
  return db
    .selectFrom('picture')
    .select([
      ...(['id', 'width', 'height', 'name'] as const),
      ...(['media_type as mediaType', 'added_at as addedAt', 'added_by as addedBy'] as const),
    ]);
}
