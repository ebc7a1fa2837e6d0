import { type Contact, type ContactFate, contactFate } from '#lib/contact/contact.ts';
import type { ContactDay } from '#lib/feed/feedEvents.ts';
import type { LoggedCall } from './queueLogTruth.ts';

export interface ContactComparison {
  /** Calls of the exchange's own log. */
  logged: number;
  /** Rows of contacts. */
  rows: number;
  missing: number;
  /** Rows that the log does not have, though it would. */
  double: number;
  different: number;
  /** Calls that a power cut took in the IVR: the log does not have them. */
  lost: number;
  /** The first few of what is amiss, one line each. */
  named: string[];
  /** What became of the contacts, by their rows. */
  fates: Partial<Record<ContactFate, number>>;
}

const mostNamed = 10;

/** Holds the contacts of one exchange against the calls of its queue_log, each with each. */
export function compareContacts(
  exchange: string,
  logged: ReadonlyMap<string, LoggedCall>,
  rows: readonly Contact[],
): ContactComparison {
  const result: ContactComparison = {
    ...{ logged: logged.size, rows: rows.length, missing: 0, double: 0, different: 0, lost: 0, named: [], fates: {} },
  };
  const name = (what: string, callId: string) => {
    if (result.named.length < mostNamed) result.named.push(`contact ${what}: ${exchange}|${callId}`);
  };
  const seen = new Set<string>();
  for (const row of rows) {
    const fate = contactFate(row);
    result.fates[fate] = (result.fates[fate] ?? 0) + 1;
    const call = logged.get(row.contactId);
    if (call === undefined && row.visits === 0 && row.contained !== false) result.lost++;
    else if (call === undefined || seen.has(row.contactId)) {
      result.double++;
      name(`double (${fate})`, row.contactId);
    } else {
      const differences = differencesOf(call, row, fate);
      if (differences.length > 0) {
        result.different++;
        name(`different (${differences.join('; ')})`, row.contactId);
      }
    }
    seen.add(row.contactId);
  }
  for (const { callId, entries } of logged.values()) {
    if (seen.has(callId)) continue;
    result.missing++;
    name(`missing (${entries} queues)`, callId);
  }
  return result;
}

function differencesOf({ entries, told }: LoggedCall, row: Contact, fate: ContactFate): string[] {
  const differences: string[] = [];
  const compare = (field: string, of: unknown, kept: unknown) => {
    if (of !== kept) differences.push(`${field} ${of} in the log, ${kept} in the ledger`);
  };
  compare('queues', entries, row.visits);
  if (told === null) return differences;
  compare('fate', entries > 0 ? 'to_queue' : told.contained ? 'contained' : 'left_in_ivr', fate);
  compare('subject', told.subject, row.subject);
  return differences;
}

/** What the wall's days say otherwise than the rows, one line each. */
export function contactDayDifferences(
  exchange: string,
  days: readonly ContactDay[],
  rows: readonly Contact[],
): string[] {
  const differences: string[] = [];
  for (const day of days) {
    // a run may last past midnight; what began before is another day's
    const own = rows.filter(({ startedAt }) => startedAt >= day.start && startedAt < day.start + 86_400_000);
    const fates = (fate: ContactFate) => own.filter((row) => contactFate(row) === fate).length;
    for (const [field, shown, kept] of [
      ['contacts', day.contacts, own.length],
      ['contained', day.contained, fates('contained')],
      ['left in the IVR', day.leftInIvr, fates('left_in_ivr')],
      ['to a queue', day.toQueue, fates('to_queue')],
      ['unknown', day.unknown, fates('unknown')],
      ['with a subject', day.withSubject, own.filter(({ subject }) => subject !== null).length],
    ] as const)
      if (shown !== kept)
        differences.push(`${exchange}: ${shown} contacts ${field} on the wall, ${kept} in the ledger`);
  }
  return differences;
}
