import type { Contact } from '#lib/contact/contact.ts';
import type { QueueLogRow } from './queueLogRow.ts';

/** The contact of which the dialplan's own row tells; null when the row is another one. */
export function loggedContact(exchange: string, row: QueueLogRow): Contact | null {
  if (row.event !== 'SANTRALCONTACT') return null;
  const endedAt = Math.round(row.at * 1000);
  return {
    exchange,
    contactId: row.callId,
    channel: 'voice',
    startedAt: row.startedAt === null ? endedAt : Math.min(Math.round(row.startedAt * 1000), endedAt),
    endedAt,
    visits: 0,
    firstQueue: null,
    contained: row.contained,
    subject: row.subject,
  };
}
