import { randomBytes } from 'node:crypto';
import type { Principal } from '#lib/access/principal.ts';
import { type AlarmRecipient, recipientName } from '#lib/alarm/alarmRecipient.ts';
import { recipientRecords } from '#lib/database/alarmDeliveries.ts';
import {
  addRecipient,
  changeRecipient,
  deleteRecipient,
  readRecipient,
  readRecipients,
} from '#lib/database/alarmRecipients.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import type { Database } from '#lib/database/database.ts';
import { newWebhookSecret } from '#lib/notification/webhookSignature.ts';
import type { ShownRecipient } from './shownRecipient.ts';

/** Everybody who is told, and how each fared in the last week; secrets stay here. */
export async function shownRecipients(db: Database): Promise<ShownRecipient[]> {
  const records = await recipientRecords(db);
  return (await readRecipients(db)).map(({ secret, ...recipient }) => {
    const record = records.get(recipient.id);
    return {
      ...recipient,
      lastSentAt: record?.lastSentAt ?? null,
      waiting: record?.waiting ?? 0,
      failed: record?.failed ?? 0,
      lastError: record?.lastError ?? null,
    };
  });
}

/** @returns its id, and the secret of a webhook, which is told this once */
export async function newRecipient(
  db: Database,
  who: Principal,
  recipient: AlarmRecipient,
): Promise<{ id: string; secret: string | null }> {
  const id = `to-${randomBytes(6).toString('hex')}`;
  const secret = recipient.kind === 'webhook' ? newWebhookSecret() : null;
  await db.transaction().execute(async (tx) => {
    await addRecipient(tx, { id, recipient, secret }, who.name);
    await writeAudit(tx, {
      who,
      action: 'alarm_recipient.added',
      subject: recipientName(recipient),
      detail: { id, kind: recipient.kind, goesTo: goesTo(recipient), ...told(recipient) },
    });
  });
  return { id, secret };
}

/**
 * Was there one? An e-mail address stays one, a webhook too.
 *
 * @param renew a new secret in place of the webhook's
 * @returns the new secret, where one was asked for; 'gone': there is no such recipient
 */
export async function saveRecipient(
  db: Database,
  who: Principal,
  { id, recipient, renew }: { id: string; recipient: AlarmRecipient; renew: boolean },
): Promise<{ secret: string | null } | 'gone'> {
  return db.transaction().execute(async (tx) => {
    const before = await readRecipient(tx, id);
    if (before === null || before.kind !== recipient.kind) return 'gone';
    const secret = renew && recipient.kind === 'webhook' ? newWebhookSecret() : null;
    await changeRecipient(tx, { id, recipient, ...(secret === null ? {} : { secret }) }, who.name);
    await writeAudit(tx, {
      who,
      action: 'alarm_recipient.changed',
      subject: recipientName(recipient),
      detail: { id, ...changeOf(before, recipient), ...(secret === null ? {} : { secretRenewed: true }) },
    });
    return { secret };
  });
}

export async function removeRecipient(db: Database, who: Principal, id: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const before = await readRecipient(tx, id);
    if (before === null || !(await deleteRecipient(tx, id))) return false;
    await writeAudit(tx, {
      who,
      action: 'alarm_recipient.deleted',
      subject: recipientName(before),
      detail: { id, kind: before.kind, goesTo: goesTo(before) },
    });
    return true;
  });
}

/** Where messages go, for the audit log: of a webhook without its path, which may hold a key. */
function goesTo(recipient: AlarmRecipient): string {
  return recipient.kind === 'email' ? recipient.address : new URL(recipient.url).origin;
}

/** Of what it is told, as the audit log shows it. */
function told({ label, on, leastLevel, centres, onCleared }: AlarmRecipient): Record<string, string | boolean> {
  return { label: label ?? '', on, leastLevel, centres: centres.join(' '), onCleared };
}

/** What is otherwise now, each with what it was. */
function changeOf(before: AlarmRecipient, after: AlarmRecipient): object {
  const shown = (one: AlarmRecipient) => ({ goesTo: goesTo(one), ...told(one) });
  const was = Object.entries(shown(before));
  const now = shown(after) as Record<string, unknown>;
  const others = was.filter(([key, value]) => now[key] !== value).map(([key, value]) => [key, [value, now[key]]]);
  const path = before.kind === 'webhook' && after.kind === 'webhook' && before.url !== after.url;
  return { ...Object.fromEntries(others), ...(path && goesTo(before) === goesTo(after) ? { pathChanged: true } : {}) };
}
