import { MailSender } from '#lib/notification/sendMail.ts';
import type { MailServer } from '#lib/settingsAlarms.ts';
import { type Finding, findingsAbout } from './finding.ts';

/** Whether e-mails about alarms would leave the house: the mail server is reached and signed in to; nothing is sent. */
export async function checkAlarms(mail: MailServer): Promise<Finding[]> {
  const about = findingsAbout('alarms');
  const sender = new MailSender(mail);
  try {
    await sender.reach();
    about.well('mail server', `${mail.host}:${mail.port} takes mails from ${mail.from}`);
  } catch (error) {
    const [said = '', cure = ''] = (error as Error).message.split('; ');
    about.wrong('mail server', said, cure);
  } finally {
    sender.close();
  }
  return about.findings;
}
