'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import styles from './AccuracyPage.module.css';

interface Props {
  /** The days that can be drawn, in order, with their addresses. */
  days: readonly { date: string; name: string; href: string }[];
  shown: string;
}

/** Which day is drawn: one by one, or by name. */
export function DayPicker({ days, shown }: Props) {
  const t = useTranslations('accuracy');
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const at = days.findIndex(({ date }) => date === shown);
  const show = (nth: number) => {
    const day = days[nth];
    if (day) startLoading(() => router.push(day.href, { scroll: false }));
  };
  return (
    <div className={styles.picker} aria-busy={loading}>
      <button
        type="button"
        className={controls.button}
        aria-label={t('day.previous')}
        title={t('day.previous')}
        disabled={at <= 0}
        onClick={() => show(at - 1)}
        data-testid="previous-day"
      >
        ‹
      </button>
      <select
        className={controls.input}
        aria-label={t('day.choose')}
        value={shown}
        onChange={(event) => show(days.findIndex(({ date }) => date === event.target.value))}
        data-testid="day"
      >
        {days.map(({ date, name }) => (
          <option key={date} value={date}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        className={controls.button}
        aria-label={t('day.next')}
        title={t('day.next')}
        disabled={at < 0 || at >= days.length - 1}
        onClick={() => show(at + 1)}
        data-testid="next-day"
      >
        ›
      </button>
    </div>
  );
}
