import { writeAudit } from '#lib/database/auditLog.ts';
import { endTicker } from '#lib/database/tickers.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, refusal, unlessAway } from '../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** Takes a message off the walls. */
export async function DELETE(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const who = await requirePermission('send_tickers');
  const { id } = await params;
  return unlessAway(async () => {
    const text = await database()
      .transaction()
      .execute(async (tx) => {
        const ended = await endTicker(tx, id, Date.now());
        if (ended !== null) await writeAudit(tx, { who, action: 'ticker.withdrawn', subject: ended });
        return ended;
      });
    if (text === null) return refusal(404, 'gone', 'This message is not on the walls any more.');
    await wallControl()?.tickersChanged();
    return answer({ withdrawn: id });
  });
}
