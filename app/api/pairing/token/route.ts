import { z } from 'zod';
import { pollPairing } from '#lib/database/pairings.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, unlessAway } from '../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

const asked = z.object({ device_code: z.string().min(1).max(200) });

/**
 * A TV asks whether it was approved: 200 with `{access_token, token_type, screen}` once, else 400 with an error of RFC 8628
 * §3.5: authorization_pending, slow_down, access_denied, expired_token. Open to anybody: the device code is the secret.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await bodyOf(request, asked);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    const poll = await pollPairing(database(), body.device_code, Date.now());
    if ('error' in poll) return answer({ error: poll.error, interval: poll.intervalSeconds }, 400);
    // so that the token is known before the TV shows it
    await wallControl()?.screensChanged();
    return answer({ access_token: poll.token, token_type: 'Bearer', screen: poll.screen });
  });
}
