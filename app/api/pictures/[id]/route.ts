import { may } from '#lib/access/role.ts';
import { readPicture } from '#lib/database/pictures.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { principal } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { refusal, unlessAway } from '../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

const headers = {
  // its address is made of its content
  'Cache-Control': 'private, max-age=31536000, immutable',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

/** The picture, for persons who see walls, and for paired screens, which show `Authorization: Bearer` and their token. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const none = () => refusal(404, 'gone', 'There is no such picture.');
  if (!(await maySee(request))) return refusal(401, 'sign_in', 'Sign in, or show the token of a paired screen.');
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

async function maySee({ headers }: Request): Promise<boolean> {
  const [, token] = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '') ?? [];
  if (token !== undefined) return wallControl()?.isScreen(token) ?? false;
  const who = await principal();
  return who !== null && may(who.role, 'see_walls');
}
