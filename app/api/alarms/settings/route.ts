import { alarmSettingsSchema } from '#lib/alarm/quietHours.ts';
import { readAlarmSettings, writeAlarmSettings } from '#lib/database/alarmRules.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, unlessAway } from '../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

/** The AlarmSettings: volume and quiet hours. */
export async function GET(): Promise<Response> {
  await requirePermission('acknowledge_alarms');
  return unlessAway(async () => answer(await readAlarmSettings(database())));
}

export async function PUT(request: Request): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const body = await bodyOf(request, alarmSettingsSchema);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    await database()
      .transaction()
      .execute(async (tx) => {
        const before = await readAlarmSettings(tx);
        await writeAlarmSettings(tx, body, who.name);
        await writeAudit(tx, {
          who,
          action: 'alarm_settings.changed',
          subject: 'alarms',
          detail: { before, after: body },
        });
      });
    wallControl()?.alarmRulesChanged();
    return answer(body);
  });
}
