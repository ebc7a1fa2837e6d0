import type { Channel } from './visit.ts';

/** One citizen reaching the centre once, on one channel. Transfers stay within the contact. */
export interface Contact {
  exchange: string;
  contactId: string;
  channel: Channel;
  startedAt: number;
  endedAt: number | null;
  /** Number of queues entered; 0 for a contact that the IVR contained or that hung up there. */
  visits: number;
  /** true: served by the IVR alone; false: went on to a queue or hung up unserved; null: not known. */
  contained: boolean | null;
  /** What it was about, when the exchange tells; else null. */
  subject: string | null;
}
