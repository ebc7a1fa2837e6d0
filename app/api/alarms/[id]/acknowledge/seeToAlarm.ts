import type { Principal } from '#lib/access/principal.ts';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { acknowledgeAlarm } from '#lib/database/alarmLog.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import type { Database } from '#lib/database/database.ts';
import type { WallControl } from '#lib/feed/wallControl.ts';

type About = Pick<AlarmEntry, 'rule' | 'name' | 'kind' | 'centre' | 'queue' | 'source'>;

/**
 * Somebody sees to an alarm: in the log, and on every screen. One that was raised a moment ago is not in the log yet; the
 * alarm watch writes it there with who saw to it.
 *
 * @returns who saw to it first and when; `gone`: no such alarm stands; `away`: it stands, and can be acknowledged later
 * @throws what the database says
 */
export async function seeToAlarm(
  db: Database,
  control: WallControl | null,
  { id, who, at }: { id: string; who: Principal; at: number },
): Promise<{ acknowledgedBy: string; acknowledgedAt: number } | 'gone' | 'away'> {
  const audit = (on: Database, { rule, name, kind, centre, queue, source }: About) =>
    writeAudit(on, {
      ...{ who, action: 'alarm.acknowledged', subject: name === '' ? rule : name },
      detail: { id, kind, centre, queue, source },
    });
  const logged = await db.transaction().execute(async (tx) => {
    const found = await acknowledgeAlarm(tx, { id, by: who.name, at });
    if (found?.first) await audit(tx, found.alarm);
    return found?.alarm ?? null;
  });
  if (logged !== null) {
    const first = { acknowledgedBy: logged.acknowledgedBy ?? who.name, acknowledgedAt: logged.acknowledgedAt ?? at };
    control?.alarmAcknowledged({ id, by: first.acknowledgedBy, at: first.acknowledgedAt });
    return first;
  }
  const standing = control?.standingAlarm(id) ?? null;
  if (standing === null) return 'gone';
  if (standing.acknowledgedAt !== null)
    return { acknowledgedBy: standing.acknowledgedBy ?? '', acknowledgedAt: standing.acknowledgedAt };
  if (!control?.alarmAcknowledged({ id, by: who.name, at })) return 'away';
  await audit(db, standing);
  return { acknowledgedBy: who.name, acknowledgedAt: at };
}
