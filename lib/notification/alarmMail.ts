import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { type AlarmLabels, type AlarmLocale, alarmSentence, spanText } from '#lib/alarm/alarmSentence.ts';

/** What a mail about an alarm says. */
export interface AlarmMail {
  subject: string;
  text: string;
}

export interface MailSurroundings {
  labels: AlarmLabels;
  locale: AlarmLocale;
  /** IANA zone on whose clock times are told. */
  zone: string;
  /** The installation's address; null: not known, so that no link is given. */
  url: string | null;
}

/** The mail that tells of an alarm, or of its end. */
export function alarmMail(
  alarm: AlarmEntry,
  event: 'raised' | 'cleared',
  { labels, locale, zone, url }: MailSurroundings,
): AlarmMail {
  const words = wordsOf[locale];
  const sentence = alarmSentence(alarm, labels, locale);
  const mark = event === 'cleared' ? words.over : words.level[alarm.level];
  const time = (at: number) => timeText(at, zone, locale);
  const lines = [
    sentence,
    '',
    ...(alarm.name === '' ? [] : [`${words.rule}: ${alarm.name}`]),
    `${words.raisedAt}: ${time(alarm.raisedAt)}`,
    ...(alarm.clearedAt === null
      ? []
      : [
          `${words.clearedAt}: ${time(alarm.clearedAt)} (${words.stood} ${spanText((alarm.clearedAt - alarm.raisedAt) / 1000, locale)})`,
        ]),
    ...(alarm.acknowledgedAt === null
      ? []
      : [`${words.acknowledged}: ${alarm.acknowledgedBy}, ${time(alarm.acknowledgedAt)}`]),
    ...(url === null ? [] : ['', `${words.wall}: ${url}/wall/${encodeURIComponent(alarm.centre ?? 'all')}`]),
    '',
    `-- `,
    words.why,
  ];
  return { subject: `[Santral] ${mark}: ${sentence}`, text: lines.join('\n') };
}

/** The mail of the button that tries whether mails arrive. */
export function testMail({ locale, url }: Pick<MailSurroundings, 'locale' | 'url'>, by: string): AlarmMail {
  const words = wordsOf[locale];
  return {
    subject: `[Santral] ${words.testSubject}`,
    text: [words.testText(by), ...(url === null ? [] : ['', url]), '', '-- ', words.why].join('\n'),
  };
}

function timeText(at: number, zone: string, locale: AlarmLocale): string {
  return new Intl.DateTimeFormat(locale === 'tr' ? 'tr-TR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(at);
}

const wordsOf = {
  tr: {
    level: { warn: 'Uyarı', alarm: 'Alarm' },
    over: 'Sona erdi',
    rule: 'Kural',
    raisedAt: 'Başladı',
    clearedAt: 'Bitti',
    stood: 'süresi',
    acknowledged: 'Üstlenen',
    wall: 'Pano',
    why: 'Bu iletiyi, Santral’ın Ayarlar → Alarmlar sayfasında alıcı olarak eklendiğiniz için aldınız.',
    testSubject: 'Deneme iletisi',
    testText: (by: string) => `Bu bir denemedir; alarm yok. Gönderen: ${by}. Alarmlar bu adrese ulaşıyor.`,
  },
  en: {
    level: { warn: 'Warning', alarm: 'Alarm' },
    over: 'Over',
    rule: 'Rule',
    raisedAt: 'Raised',
    clearedAt: 'Over',
    stood: 'stood',
    acknowledged: 'Acknowledged by',
    wall: 'Wall',
    why: 'You get this because you were added as a recipient in Santral under Settings → Alarms.',
    testSubject: 'Test message',
    testText: (by: string) => `This is a test; there is no alarm. Sent by ${by}. Alarms reach this address.`,
  },
};
