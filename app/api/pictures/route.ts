import { mostPictureBytes, mostPicturePixels, pictureFacts } from '#lib/board/pictureFile.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { addPicture, readPictures } from '#lib/database/pictures.ts';
import { requirePermission } from '../../access/principal.ts';
import { database } from '../../database.ts';
import { bytesOf } from '../bytesOf.ts';
import { answer, refusal, unlessAway } from '../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** `{pictures}`: those that were added, the latest first, as KeptPicture. */
export async function GET(): Promise<Response> {
  await requirePermission('edit_boards');
  return unlessAway(async () => answer({ pictures: await readPictures(database()) }));
}

/** Adds the picture that is the body, by its own bytes PNG, JPEG or WebP; `?name=` is its file's. 201 with the KeptPicture. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('edit_boards');
  const name = (new URL(request.url).searchParams.get('name') ?? '').trim().slice(0, 120) || '–';
  const content = await bytesOf(request, mostPictureBytes);
  if (content === null) return refusal(413, 'too_large', 'The picture is larger than 2 MB; make it smaller first.');
  const facts = pictureFacts(content);
  if (facts === null) return refusal(415, 'no_picture', 'This is no PNG, JPEG or WebP picture.');
  if (Math.max(facts.width, facts.height) > mostPicturePixels)
    return refusal(
      413,
      'too_wide',
      `The picture is ${facts.width} × ${facts.height}; ${mostPicturePixels} is the most.`,
    );
  return unlessAway(async () => {
    const { picture } = await database()
      .transaction()
      .execute(async (tx) => {
        const kept = await addPicture(tx, { content, facts, name, by: who.name });
        const detail = { id: kept.picture.id, bytes: content.length };
        if (kept.added) await writeAudit(tx, { who, action: 'picture.added', subject: name, detail });
        return kept;
      });
    return answer(picture, 201);
  });
}
