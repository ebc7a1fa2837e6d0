'use client';

import { useTranslations } from 'use-intl';
import type { Refusal } from './boardRequests.ts';

/** One sentence for what the server did not do: what, and the cure. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const t = useTranslations('boards.refused');
  return (refusal) =>
    refusal.refused === 'bad_input' ? t('bad_input', { message: refusal.message }) : t(refusal.refused);
}
