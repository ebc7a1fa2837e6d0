'use client';

import { useTranslations } from 'use-intl';
import type { Sent } from '../access/sendJson.ts';
import { useFaultWords } from '../access/useFaultWords.ts';

const known = [
  'username_taken',
  'username_form',
  'name_missing',
  'last_admin',
  'has_directory',
  'no_such_person',
  'away',
] as const;

/** One sentence for what was not done: what, and the cure. */
export function useProblemWords(): (sent: Sent) => string {
  const t = useTranslations('settings.problems');
  const faultWords = useFaultWords();
  return ({ status, body }) => {
    if (status === 0) return t('offline');
    const problem = known.find((each) => each === body.error);
    if (problem) return t(problem);
    return /^(too_|names_you)/.test(String(body.error)) ? faultWords(body.error) : t('failed');
  };
}
