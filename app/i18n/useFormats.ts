'use client';

import { useLocale } from 'use-intl';
import { type Formats, formatsOf } from './formats.ts';
import { localeOf } from './locale.ts';

/** The formats of the screen's language, in client components. */
export function useFormats(): Formats {
  return formatsOf(localeOf(useLocale()));
}
