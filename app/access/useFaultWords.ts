'use client';

import { useTranslations } from 'use-intl';
import { passwordLength } from '#lib/access/passwordRule.ts';

/** Everything that a form about passwords may be told, by the `error` of our routes. */
const faults = [
  'too_short',
  'too_long',
  'too_simple',
  'names_you',
  'mismatch',
  'wrong',
  'same',
  'username_taken',
  'username_form',
  'name_missing',
] as const;
export type Fault = (typeof faults)[number];

/** The sentence for what a route refused, or for why it did not answer. */
export function useFaultWords(): (error: unknown, status?: number) => string {
  const t = useTranslations('access');
  return (error, status = 400) => {
    const fault = faults.find((each) => each === error);
    if (fault) return t(`password.faults.${fault}`, { least: passwordLength.least, most: passwordLength.most });
    if (status === 0) return t('problems.offline');
    return error === 'away' ? t('problems.away') : t('problems.failed');
  };
}
