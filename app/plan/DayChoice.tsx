'use client';

import { useLocale, useTranslations } from 'use-intl';
import { languageTags, localeOf } from '../i18n/locale.ts';
import styles from './DayChoice.module.css';

interface Props {
  dayStarts: readonly number[];
  zone: string;
  /** Index of the day; null: the week. */
  day: number | null;
  onChange: (day: number | null) => void;
}

/** The whole week, or one of its days. */
export function DayChoice({ dayStarts, zone, day, onChange }: Props) {
  const t = useTranslations('plan');
  const tag = languageTags[localeOf(useLocale())];
  const short = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', timeZone: zone });
  const long = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });
  return (
    <fieldset className={styles.days}>
      <legend className={styles.legend}>{t('days')}</legend>
      <button type="button" className={styles.day} aria-pressed={day === null} onClick={() => onChange(null)}>
        {t('wholeWeek')}
      </button>
      {dayStarts.slice(0, -1).map((start, i) => (
        <button
          key={start}
          type="button"
          className={styles.day}
          aria-pressed={day === i}
          aria-label={long.format(start)}
          data-testid={`day-${i}`}
          onClick={() => onChange(i)}
        >
          {short.format(start)}
        </button>
      ))}
    </fieldset>
  );
}
