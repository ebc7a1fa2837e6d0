import type { AmiMessage } from './amiMessage.ts';

/** `1795280893.17`, or with the exchange's system name before it: a channel's id holds the second in which it began. */
const channelId = /(?:^|-)(\d{9,11})\.\d+$/;

/**
 * What time it was when a recorded message was sent, for a recording without times of arrival: by its Timestamp if the
 * exchange stamps its events, else no earlier than the newest channel that has been met. It never goes back.
 */
export class RecordedClock {
  source: 'timestamps' | 'call_ids' | 'unknown' = 'unknown';
  #now: number | null = null;

  /** Epoch ms; null while nothing has told any time. */
  read(message: AmiMessage): number | null {
    const stamped = message.get('Privilege') === undefined ? undefined : message.get('Timestamp');
    if (stamped !== undefined && this.#sees(Number(stamped) * 1000)) this.source = 'timestamps';
    else if (this.source !== 'timestamps') {
      const began = channelId.exec(message.get('Uniqueid') ?? '')?.[1];
      if (began !== undefined && this.#sees(Number(began) * 1000)) this.source = 'call_ids';
    }
    return this.#now;
  }

  #sees(at: number): boolean {
    if (!(at > 0)) return false;
    this.#now = Math.max(this.#now ?? 0, Math.round(at));
    return true;
  }
}
