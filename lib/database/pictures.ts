import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
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

/** Keeps a picture; one that is kept already stays as it was. */
export async function addPicture(
  db: Kysely<Schema>,
  { content, facts, name, by }: { content: Uint8Array; facts: PictureFacts; name: string; by: string },
): Promise<{ picture: KeptPicture; added: boolean }> {
  const id = createHash('sha256').update(content).digest('hex');
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('picture')
    .values({
      ...{ id, media_type: facts.type, content: Buffer.from(content), width: facts.width, height: facts.height },
      ...{ name, added_by: by },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const picture = (await listed(db).where('id', '=', id).executeTakeFirstOrThrow()) satisfies KeptPicture;
  return { picture, added: (numInsertedOrUpdatedRows ?? 0n) > 0n };
}

/** The latest first. */
export function readPictures(db: Kysely<Schema>): Promise<KeptPicture[]> {
  return listed(db).orderBy('added_at', 'desc').limit(500).execute();
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

function listed(db: Kysely<Schema>) {
  return db
    .selectFrom('picture')
    .select([
      ...(['id', 'width', 'height', 'name'] as const),
      ...(['media_type as mediaType', 'added_at as addedAt', 'added_by as addedBy'] as const),
    ]);
}
