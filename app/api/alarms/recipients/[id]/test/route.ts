import { randomUUID } from 'node:crypto';
import { recipientName } from '#lib/alarm/alarmRecipient.ts';
import { readRecipient } from '#lib/database/alarmRecipients.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { Messenger } from '#lib/notification/messenger.ts';
import { DeliveryError } from '#lib/notification/sendMail.ts';
import { requirePermission } from '../../../../../access/principal.ts';
import { database, settings } from '../../../../../database.ts';
import { answer, refusal, unlessAway } from '../../../../jsonAnswer.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}

/** Sends a test now, and answers `{sent: true}`, or `{sent: false, why}` with one sentence: what, where and the cure. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const { id } = await params;
  return unlessAway(async () => {
    const recipient = await readRecipient(database(), id);
    if (recipient === null) return refusal(404, 'gone', `There is no such recipient ${id}.`);
    const { alarms, access } = settings();
    const messenger = new Messenger({ ...alarms, url: access.url });
    let why: string | null = null;
    try {
      await messenger.test(recipient, { id: `test-${randomUUID()}`, by: who.name, now: Date.now() });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      why = error.message;
    } finally {
      messenger.close();
    }
    await writeAudit(database(), {
      who,
      action: 'alarm_recipient.tested',
      subject: recipientName(recipient),
      detail: { id, sent: why === null },
    });
    return answer(why === null ? { sent: true } : { sent: false, why });
  });
}
