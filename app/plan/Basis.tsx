'use client';

import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import styles from './Basis.module.css';
import type { HistoryBasis } from './planFigures.ts';

/** What the plan rests on, and where that is thin. */
export const Basis = memo(function Basis({ basis, weeks }: { basis: HistoryBasis; weeks: number }) {
  const t = useTranslations('plan');
  const tag = languageTags[localeOf(useLocale())];
  const format = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const date = (iso: string) => format.format(new Date(`${iso}T00:00Z`));
  const { basedOn, missing, without } = basis;
  const first = basedOn[0];
  const last = basedOn.at(-1);
  const named = missing.slice(0, 6).map(date);
  if (missing.length > named.length) named.push(t('basis.more', { count: missing.length - named.length }));
  return (
    <details className={`${controls.panel} ${styles.basis}`} open={basis.none || missing.length > 0}>
      <summary className={controls.panelTitle}>{t('basis.title')}</summary>
      <ul className={styles.list}>
        <li>{t('basis.method', { weeks })}</li>
        {first && last ? <li>{t('basis.span', { from: date(first), to: date(last), days: basedOn.length })}</li> : null}
        {!basis.none && missing.length > 0 ? (
          <li>{t('basis.missing', { count: missing.length, dates: named.join(', ') })}</li>
        ) : null}
        {!basis.none && without.length > 0 ? <li>{t('basis.without', { queues: without.join(', ') })}</li> : null}
        <li>{t('basis.model')}</li>
      </ul>
    </details>
  );
});
