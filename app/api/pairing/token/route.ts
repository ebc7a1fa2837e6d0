import { z } from 'zod';
import { pollPairing } from '#lib/database/pairings.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { pollSeconds } from '#lib/screen/pairing.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, unlessAway } from '../../jsonAnswer.ts';
import { askedFrom } from '../code/askedFrom.ts';
import { pairingLimits } from '../pairingLimits.ts';

export const dynamic = 'force-dynamic';

const asked = z.object({ device_code: z.string().min(1).max(200) });

/**
 * A TV asks whether it was approved: 200 with `{access_token, token_type, screen}` once, else 400 with an error of RFC 8628
 * §3.5: authorization_pending, slow_down, access_denied, expired_token. Open to anybody: the device code is the secret.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await bodyOf(request, asked);
  if (body instanceof Response) return body;
  const now = Date.now();
  const { wrongDeviceCodes, polls } = pairingLimits();
  const address = askedFrom(request);
  if (wrongDeviceCodes.take(address, now) !== null || polls.take(body.device_code, now) !== null)
    return answer({ error: 'slow_down', interval: pollSeconds }, 400);
  return unlessAway(async () => {
    const poll = await pollPairing(database(), body.device_code, now);
    if (!('error' in poll && poll.error === 'expired_token')) wrongDeviceCodes.giveBack(address);
    if ('error' in poll) return answer({ error: poll.error, interval: poll.intervalSeconds }, 400);
    // so that the token is known before the TV shows it
    await wallControl()?.screensChanged();
    return answer({ access_token: poll.token, token_type: 'Bearer', screen: poll.screen });
  });
}
