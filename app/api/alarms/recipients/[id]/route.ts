import { z } from 'zod';
import { alarmRecipientSchema } from '#lib/alarm/alarmRecipient.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database } from '../../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../../jsonAnswer.ts';
import { removeRecipient, saveRecipient } from '../recipientKeeping.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}
const nobody = (id: string) => refusal(404, 'gone', `There is no such recipient ${id}.`);
const changed = z.object({ recipient: alarmRecipientSchema, renewSecret: z.boolean().default(false) });

/** Writes `{recipient, renewSecret}`; answers `{secret}`, the new one where it was asked for. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const { id } = await params;
  const body = await bodyOf(request, changed);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    const { recipient, renewSecret: renew } = body;
    const saved = await saveRecipient(database(), who, { id, recipient, renew });
    return saved === 'gone' ? nobody(id) : answer(saved);
  });
}

export async function DELETE(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const { id } = await params;
  return unlessAway(async () => ((await removeRecipient(database(), who, id)) ? answer({ deleted: id }) : nobody(id)));
}
