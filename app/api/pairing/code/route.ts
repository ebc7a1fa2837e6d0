import { openPairing } from '#lib/database/pairings.ts';
import { pairingSeconds, pollSeconds } from '#lib/screen/pairing.ts';
import { shownUserCode } from '#lib/screen/userCode.ts';
import { database } from '../../../database.ts';
import { answer, refusal, unlessAway } from '../../jsonAnswer.ts';
import { pairingLimits } from '../pairingLimits.ts';
import { askedAt, askedFrom } from './askedFrom.ts';

export const dynamic = 'force-dynamic';

/** A TV asks to be paired: the device authorisation of RFC 8628 §3.2. Open to anybody. */
export async function POST(request: Request): Promise<Response> {
  const now = Date.now();
  const wait = pairingLimits().codes.take(askedFrom(request), now);
  if (wait !== null) return tooMany(wait);
  return unlessAway(async () => {
    const opened = await openPairing(database(), now);
    if (opened === null) return tooMany(60);
    const userCode = shownUserCode(opened.userCode);
    const page = new URL('/settings/screens/pair', askedAt(request));
    return answer({
      device_code: opened.deviceCode,
      user_code: userCode,
      verification_uri: page.href,
      verification_uri_complete: `${page.href}?code=${userCode}`,
      expires_in: pairingSeconds,
      interval: pollSeconds,
    });
  });
}

function tooMany(seconds: number): Response {
  const refused = refusal(429, 'slow_down', `Too many screens ask to be paired; try again in ${seconds} s.`);
  refused.headers.set('Retry-After', `${seconds}`);
  return refused;
}
