import type { Metadata } from 'next';
import { wallControl } from '#lib/feed/wallControl.ts';
import type { Locale } from '../i18n/locale.ts';
import { messages } from '../i18n/messages.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import { Tv } from './Tv.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('tv'))('title'), manifest: '/tv.webmanifest' };
}

/** What a TV opens, without a session: it holds no figure and no name, so its shell may be kept on the TV. */
export default async function TvPage() {
  const texts = (locale: Locale) => {
    const { wall, tiles, alarmBanner, tv } = messages[locale];
    return { wall, tiles, alarmBanner, tv };
  };
  return (
    <Tv
      build={wallControl()?.build ?? null}
      opened={await requestLocale()}
      // both, since the language is the assignment's, and may change while the TV is on
      texts={{ tr: texts('tr'), en: texts('en') }}
    />
  );
}
