import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database } from '../../../../database.ts';
import { answer, refusal, unlessAway } from '../../../jsonAnswer.ts';
import { seeToAlarm } from './seeToAlarm.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}

/** Somebody sees to the alarm: said once, for all screens. Who was first stays. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('acknowledge_alarms');
  const { id } = await params;
  return unlessAway(async () => {
    const seen = await seeToAlarm(database(), wallControl(), { id, who, at: Date.now() });
    if (seen === 'gone') return refusal(404, 'gone', `No alarm ${id} stands: it is over.`);
    if (seen === 'away') return refusal(503, 'away', 'The alarm watch does not answer; try again in a moment.');
    return answer({ id, ...seen });
  });
}
