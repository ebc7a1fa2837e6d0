import type { AlarmLabels } from '#lib/alarm/alarmSentence.ts';
import { type DueDelivery, deliveryFailed, deliverySent, dueDeliveries } from '#lib/database/alarmDeliveries.ts';
import { readAlarmEntry } from '#lib/database/alarmLog.ts';
import { readRecipient } from '#lib/database/alarmRecipients.ts';
import type { Database } from '#lib/database/database.ts';
import type { Messenger } from '#lib/notification/messenger.ts';
import { DeliveryError } from '#lib/notification/sendMail.ts';

/** Pauses between tries, in seconds; after the last one a message is given up, some four hours after its first try. */
const pausesSeconds = [5, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200];
const atOnce = 8;

/** Takes messages from the database to their recipients. A message that was sent twice, as after a fall, bears the same id. */
export class AlarmCourier {
  readonly #db: Database;
  readonly #messenger: Messenger;
  readonly #surroundings: (centre: string | null) => { labels: AlarmLabels; zone: string };
  readonly #onResult: (kind: 'email' | 'webhook', result: 'sent' | 'again' | 'given_up') => void;

  constructor(
    db: Database,
    messenger: Messenger,
    surroundings: (centre: string | null) => { labels: AlarmLabels; zone: string },
    onResult: (kind: 'email' | 'webhook', result: 'sent' | 'again' | 'given_up') => void,
  ) {
    this.#db = db;
    this.#messenger = messenger;
    this.#surroundings = surroundings;
    this.#onResult = onResult;
  }

  /**
   * Sends what is due.
   *
   * @returns how many went, and why others did not: one sentence each
   */
  async round(): Promise<{ sent: number; failed: string[] }> {
    const due = await dueDeliveries(this.#db, Date.now(), atOnce);
    const answers = await Promise.all(due.map((delivery) => this.#deliver(delivery)));
    const failed = answers.filter((sentence) => sentence !== null);
    return { sent: answers.length - failed.length, failed };
  }

  async #deliver({ id, alarm: alarmId, recipient, event, tries }: DueDelivery): Promise<string | null> {
    const [to, alarm] = await Promise.all([readRecipient(this.#db, recipient), readAlarmEntry(this.#db, alarmId)]);
    // Deleted meanwhile, and its messages with it.
    if (to === null || alarm === null) return null;
    try {
      if (!to.on) throw new DeliveryError('The recipient was switched off before the message went');
      await this.#messenger.tell(to, alarm, event, { id, now: Date.now(), ...this.#surroundings(alarm.centre) });
    } catch (error) {
      const sentence =
        error instanceof DeliveryError
          ? error.message
          : `The message about alarm ${alarmId} could not be made: ${error}`;
      const pause = to.on ? pausesSeconds[tries] : undefined;
      const nextAt = pause === undefined ? null : Date.now() + pause * 1000;
      await deliveryFailed(this.#db, { id, error: sentence, at: Date.now(), nextAt });
      this.#onResult(to.kind, nextAt === null ? 'given_up' : 'again');
      return sentence;
    }
    await deliverySent(this.#db, id, Date.now());
    this.#onResult(to.kind, 'sent');
    return null;
  }
}
