import type { Channel } from './visit.ts';

/** One citizen reaching the centre once, on one channel. Transfers stay within the contact. */
export interface Contact {
  exchange: string;
  contactId: string;
  channel: Channel;
  /** Epoch ms; of a contact that only the queue_log tells, the earliest instant that it tells of it. */
  startedAt: number;
  endedAt: number | null;
  /** Number of queues entered; 0 for a contact that the IVR contained or that hung up there. */
  visits: number;
  /** Name of the first queue that it entered, which decides its centre; null: it entered none. */
  firstQueue: string | null;
  /**
   * true: served by the IVR alone; false: went on to a queue or hung up unserved; null: not known. Of a contact that goes
   * on it is true when the IVR has marked it served, which a queue that it enters yet undoes.
   */
  contained: boolean | null;
  /** What it was about, when the exchange tells; else null. */
  subject: string | null;
}

/** What became of a contact: it is in the IVR still, or ended there, or went on to a queue. */
export type ContactFate = 'in_ivr' | 'contained' | 'left_in_ivr' | 'to_queue' | 'unknown';

/** What is known by now of what became of a contact. */
export function contactFate({ visits, endedAt, contained }: Contact): ContactFate {
  if (visits > 0) return 'to_queue';
  if (endedAt === null) return 'in_ivr';
  if (contained === null) return 'unknown';
  return contained ? 'contained' : 'left_in_ivr';
}

/** The exchange's record tells whole seconds: a beginning that is earlier by less is the same. */
const sameInstantMs = 2_000;

/**
 * What is known of a contact from two accounts of it, the later one second: null never replaces what is known, the count of
 * visits never falls, it began when the earlier account says and ended when the last one does, and one that entered a queue
 * was not contained.
 */
export function mergeContact(former: Contact, later: Contact): Contact {
  const visits = Math.max(former.visits, later.visits);
  return {
    exchange: former.exchange,
    contactId: former.contactId,
    channel: later.channel,
    startedAt: later.startedAt < former.startedAt - sameInstantMs ? later.startedAt : former.startedAt,
    endedAt: latest(former.endedAt, later.endedAt),
    visits,
    firstQueue: former.firstQueue ?? later.firstQueue,
    contained: visits > 0 ? false : (later.contained ?? former.contained),
    subject: later.subject ?? former.subject,
  };
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Do both accounts tell the same in every field? */
export function sameContact(a: Contact, b: Contact): boolean {
  return (Object.keys(a) as (keyof Contact)[]).every((field) => a[field] === b[field]);
}

/** Equal for all accounts of one contact, and for no other of any exchange. */
export function contactKey({ exchange, contactId }: Pick<Contact, 'exchange' | 'contactId'>): string {
  return `${exchange}|${contactId}`;
}
