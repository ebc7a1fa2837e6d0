import { cookies } from 'next/headers';
import { type Locale, localeCookie, localeOf } from './locale.ts';

/** The language of the request that is being answered. Server only. */
export async function requestLocale(): Promise<Locale> {
  return localeOf((await cookies()).get(localeCookie)?.value);
}
