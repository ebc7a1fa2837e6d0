import { acknowledgeAlarm } from '#lib/database/alarmLog.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database } from '../../../../database.ts';
import { answer, refusal, unlessAway } from '../../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}

/** Somebody sees to the alarm: said once, for all screens. Who was first stays. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('acknowledge_alarms');
  const { id } = await params;
  return unlessAway(async () => {
    const at = Date.now();
    const found = await database()
      .transaction()
      .execute(async (tx) => {
        const acknowledged = await acknowledgeAlarm(tx, { id, by: who.name, at });
        if (acknowledged?.first) {
          const { rule, name, kind, centre, queue, source } = acknowledged.alarm;
          const detail = { id, kind, centre, queue, source };
          await writeAudit(tx, { who, action: 'alarm.acknowledged', subject: name === '' ? rule : name, detail });
        }
        return acknowledged;
      });
    if (found === null)
      return refusal(404, 'gone', `No alarm ${id} stands: it is over, or was raised this very moment.`);
    const { acknowledgedBy, acknowledgedAt } = found.alarm;
    wallControl()?.alarmAcknowledged({ id, by: acknowledgedBy ?? who.name, at: acknowledgedAt ?? at });
    return answer({ id, acknowledgedBy, acknowledgedAt });
  });
}
