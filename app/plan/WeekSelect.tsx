'use client';

import { useLocale, useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import styles from './WeekSelect.module.css';
import type { WeekChoice } from './weekChoices.ts';

interface Props {
  weeks: readonly WeekChoice[];
  value: string;
  onChange: (id: string) => void;
}

/** A week by its number and dates, with a step back and forth. */
export function WeekSelect({ weeks, value, onChange }: Props) {
  const t = useTranslations('plan');
  const tag = languageTags[localeOf(useLocale())];
  const date = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const name = ({ number, from, to, is }: WeekChoice) => {
    const plain = t('weekName', { number, from: date.format(from), to: date.format(to) });
    if (is === 'this') return t('weekThis', { name: plain });
    return is === 'next' ? t('weekNext', { name: plain }) : plain;
  };
  const at = weeks.findIndex((week) => week.id === value);
  const step = (by: number, label: string, sign: string) => {
    const to = weeks[at + by];
    return (
      <button
        type="button"
        className={controls.button}
        aria-label={label}
        title={label}
        disabled={!to}
        onClick={() => to && onChange(to.id)}
      >
        {sign}
      </button>
    );
  };
  return (
    <div className={styles.week}>
      {step(-1, t('previousWeek'), '‹')}
      <label className={`${controls.field} ${styles.choice}`}>
        {t('week')}
        <select
          className={controls.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid="week"
        >
          {weeks.map((week) => (
            <option key={week.id} value={week.id}>
              {name(week)}
            </option>
          ))}
        </select>
      </label>
      {step(1, t('followingWeek'), '›')}
    </div>
  );
}
