'use client';

import { useTranslations } from 'use-intl';
import type { Person } from '#lib/database/people.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from '../settings.module.css';

interface Props {
  person: Person;
  /** Epoch ms. */
  now: number;
  zone: string;
}

/** Whether somebody can sign in, by shape and word. */
export function PersonState({ person, now, zone }: Props) {
  const t = useTranslations('settings.people.states');
  const { date } = useFormats();
  if (person.disabledAt !== null) return state('✕', t('disabled'));
  if (person.signsInBy === null) {
    const { invitedUntil } = person;
    return invitedUntil !== null && invitedUntil > now
      ? state('◔', t('invited', { until: date(invitedUntil, zone) }))
      : state('!', t('expired'));
  }
  if (person.mustChangePassword) return state('●', `${t('active')} · ${t('mustChange')}`);
  return state('●', person.signsInBy === 'oidc' ? `${t('active')} · ${t('directory')}` : t('active'));
}

function state(shape: string, word: string) {
  return (
    <span className={styles.state}>
      <span aria-hidden="true">{shape}</span>
      {word}
    </span>
  );
}
