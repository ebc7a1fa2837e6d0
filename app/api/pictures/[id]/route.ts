import { readPicture } from '#lib/database/pictures.ts';
import { database } from '../../../database.ts';
import { refusal, unlessAway } from '../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

const headers = {
  // its address is made of its content
  'Cache-Control': 'public, max-age=31536000, immutable',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

/** The picture. Open to whoever knows its address, which is the hash of its content: a TV has no session to show. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const none = () => refusal(404, 'gone', 'There is no such picture.');
  if (!/^[0-9a-f]{64}$/.test(id)) return none();
  if (request.headers.get('if-none-match') === `"${id}"`) return new Response(null, { status: 304, headers });
  return unlessAway(async () => {
    const picture = await readPicture(database(), id);
    if (picture === null) return none();
    return new Response(new Uint8Array(picture.content), {
      headers: { ...headers, 'Content-Type': picture.mediaType, ETag: `"${id}"` },
    });
  });
}
