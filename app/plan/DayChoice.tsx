'use client';

import { useLocale, useTranslations } from 'use-intl';
import { languageTags, localeOf } from '../i18n/locale.ts';
import styles from './DayChoice.module.css';
import type { NamedDay } from './DayTick.tsx';

interface Props {
  days: readonly NamedDay[];
  zone: string;
  /** Index of the day; null: the week. */
  day: number | null;
  onChange: (day: number | null) => void;
}

/** The whole week, or one of its days; special ones bear a star. */
export function DayChoice({ days, zone, day, onChange }: Props) {
  const t = useTranslations('plan');
  const tag = languageTags[localeOf(useLocale())];
  const long = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });
  return (
    <fieldset className={styles.days}>
      <legend className={styles.legend}>{t('days')}</legend>
      <button type="button" className={styles.day} aria-pressed={day === null} onClick={() => onChange(null)}>
        {t('wholeWeek')}
      </button>
      {days.map(({ start, label, note }, i) => (
        <button
          key={start}
          type="button"
          className={styles.day}
          aria-pressed={day === i}
          title={note ? `${long.format(start)}, ${note}` : long.format(start)}
          data-testid={`day-${i}`}
          onClick={() => onChange(i)}
        >
          {label}
          {note ? (
            <span className={styles.star} role="img" aria-label={note}>
              {' ★'}
            </span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}
