import { alarmRecipientSchema } from '#lib/alarm/alarmRecipient.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, unlessAway } from '../../jsonAnswer.ts';
import { newRecipient, shownRecipients } from './recipientKeeping.ts';

export const dynamic = 'force-dynamic';

/** `{recipients}`: everybody who is told of alarms, and how each fared. */
export async function GET(): Promise<Response> {
  await requirePermission('edit_alarm_rules');
  return unlessAway(async () => answer({ recipients: await shownRecipients(database()) }));
}

/** Adds an AlarmRecipient; 201 with `{id, secret}`, the secret of a webhook being told this once. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const body = await bodyOf(request, alarmRecipientSchema);
  if (body instanceof Response) return body;
  return unlessAway(async () => answer(await newRecipient(database(), who, body), 201));
}
