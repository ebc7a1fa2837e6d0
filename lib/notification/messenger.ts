import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import type { AlarmRecipient } from '#lib/alarm/alarmRecipient.ts';
import type { AlarmLabels } from '#lib/alarm/alarmSentence.ts';
import type { AlarmDeliverySettings } from '#lib/settingsAlarms.ts';
import { type AlarmMail, alarmMail, testMail } from './alarmMail.ts';
import { DeliveryError, MailSender } from './sendMail.ts';
import { sendWebhook } from './sendWebhook.ts';
import { alarmWebhook, testWebhook, type WebhookMessage } from './webhookBody.ts';

export type Addressee = AlarmRecipient & { secret: string | null };

export interface MessengerOptions extends AlarmDeliverySettings {
  /** The installation's address, for links; null: not known. */
  url: string | null;
}

/** Hands messages about alarms to those who are to be told. Each fails with a DeliveryError of one sentence. */
export class Messenger {
  readonly #options: MessengerOptions;
  readonly #mail: MailSender | null;

  constructor(options: MessengerOptions) {
    this.#options = options;
    this.#mail = options.mail === null ? null : new MailSender(options.mail);
  }

  /** @param id the same on each try, so that a message which arrives twice is known */
  async tell(
    to: Addressee,
    alarm: AlarmEntry,
    event: 'raised' | 'cleared',
    { id, labels, zone, now }: { id: string; labels: AlarmLabels; zone: string; now: number },
  ): Promise<void> {
    const { url } = this.#options;
    if (to.kind === 'email') {
      await this.#sendMail(to.address, alarmMail(alarm, event, { labels, locale: to.locale, zone, url }), id);
    } else await this.#sendWebhook(to, alarmWebhook(alarm, event, { labels, url, now }), id);
  }

  async test(to: Addressee, { id, by, now }: { id: string; by: string; now: number }): Promise<void> {
    if (to.kind === 'email')
      await this.#sendMail(to.address, testMail({ locale: to.locale, url: this.#options.url }, by), id);
    else await this.#sendWebhook(to, testWebhook(by, now), id);
  }

  close(): void {
    this.#mail?.close();
  }

  async #sendMail(address: string, mail: AlarmMail, id: string): Promise<void> {
    if (this.#mail === null)
      throw new DeliveryError(
        'No mail server is set; give it as smtp: under alarms: in santral.yaml, or as SANTRAL_SMTP, and start anew',
      );
    await this.#mail.send(address, mail, id);
  }

  async #sendWebhook(
    { url, secret }: Extract<Addressee, { kind: 'webhook' }>,
    message: WebhookMessage,
    id: string,
  ): Promise<void> {
    if (secret === null) throw new DeliveryError('The webhook has no secret; make a new one under Settings → Alarms');
    await sendWebhook({ url, secret }, message, { id, allowedHosts: this.#options.webhookHosts });
  }
}
