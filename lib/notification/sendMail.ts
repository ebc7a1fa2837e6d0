import { createTransport, type Transporter } from 'nodemailer';
import type { MailServer } from '#lib/settingsAlarms.ts';
import type { AlarmMail } from './alarmMail.ts';

/** No part of a conversation with a mail server takes longer. */
const patienceMs = 15_000;

/** A message that could not be handed over. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
}

/** A mail server that takes our mails; one connection each, since alarms are few. */
export class MailSender {
  readonly #server: MailServer;
  readonly #transport: Transporter;

  constructor(server: MailServer) {
    const { host, port, tls, user, password } = server;
    this.#server = server;
    this.#transport = createTransport({
      host,
      port,
      secure: tls,
      // A password never goes over the network in the clear.
      requireTLS: !tls && user !== null && !isThisMachine(host),
      ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /**
   * Hands a mail over. The same `id` makes the same Message-ID, so that a mail sent twice is seen as one.
   *
   * @throws DeliveryError with one sentence: what, where and the cure
   */
  async send(to: string, mail: AlarmMail, id: string): Promise<void> {
    const domain = /@([^>\s]+)>?$/.exec(this.#server.from)?.[1] ?? 'santral.invalid';
    try {
      await this.#transport.sendMail({
        from: this.#server.from,
        to,
        subject: mail.subject,
        text: mail.text,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    } catch (error) {
      throw new DeliveryError(this.#sentence(error as Error & { code?: string; responseCode?: number }), {
        cause: error,
      });
    }
  }

  /**
   * Reaches the server and signs in, without sending anything.
   *
   * @throws DeliveryError with one sentence: what, where and the cure
   */
  async reach(): Promise<void> {
    try {
      await this.#transport.verify();
    } catch (error) {
      throw new DeliveryError(this.#sentence(error as Error & { code?: string; responseCode?: number }), {
        cause: error,
      });
    }
  }

  close(): void {
    this.#transport.close();
  }

  #sentence({ code, responseCode, message }: Error & { code?: string; responseCode?: number }): string {
    const at = `The mail server ${this.#server.host}:${this.#server.port}`;
    if (code === 'EAUTH')
      return `${at} refuses the sign-in (${responseCode ?? 'no code'}); check its user and SANTRAL_SMTP_SECRET`;
    if (code === 'EENVELOPE') return `${at} refuses sender or recipient (${responseCode ?? message}); check both`;
    if (code === 'ETLS' || code === 'ESTARTTLS')
      return `${at} offers no TLS that can be trusted (${message}); use smtps:// or put its certificate right`;
    if (code === 'EDNS') return `${at} has no address; check its name`;
    if (code === 'ECONNECTION' || code === 'ESOCKET' || code === 'ECONNREFUSED' || code === 'ETIMEDOUT')
      return `${at} cannot be reached (${message.slice(0, 120)}); check its address and the firewall`;
    return `${at} did not take the mail (${(responseCode ?? message).toString().slice(0, 120)})`;
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
