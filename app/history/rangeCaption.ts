import { formatsOf } from '../i18n/formats.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';

/** What a table of a range is about: whose it is and its days. */
export async function rangeCaption(label: string, { from, to }: { from: string; to: string }): Promise<string> {
  const t = await translations('history');
  const formats = formatsOf(await requestLocale());
  if (from === to) return t('table.captionDay', { label, day: formats.longDate(Date.parse(from), 'UTC') });
  const day = (date: string) => formats.date(Date.parse(date), 'UTC');
  return t('table.caption', { label, from: day(from), to: day(to) });
}
