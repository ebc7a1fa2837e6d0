'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from '../../i18n/useFormats.ts';

/** How old data are, in words: “data from 12 s ago”. Instants are epoch ms. */
export function useAge(): (heldAt: number, now: number) => string {
  const t = useTranslations('wall');
  const formats = useFormats();
  return (heldAt, now) => t('source.age', { age: t('ago', { span: formats.span(Math.max(0, now - heldAt) / 1000) }) });
}
