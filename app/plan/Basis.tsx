'use client';

import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './Basis.module.css';
import type { PlanBasis } from './planWeek.ts';

const told = ['few_days', 'borrowed', 'unobserved', 'no_patience', 'no_agent_states', 'quiet_lately'] as const;

/** What the plan rests on, and where that is thin. */
export const Basis = memo(function Basis({ basis, zone }: { basis: PlanBasis; zone: string }) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const tag = languageTags[localeOf(useLocale())];
  const format = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const date = (iso: string) => format.format(new Date(`${iso}T00:00Z`));
  const { span, missing, without, madeAt, methods, notes } = basis;
  const named = missing.slice(0, 6).map(date);
  if (missing.length > named.length) named.push(t('basis.more', { count: missing.length - named.length }));
  const errors = methods.filter(({ wape }) => wape !== null);
  return (
    <details className={`${controls.panel} ${styles.basis}`} open={missing.length > 0 || without.length > 0}>
      <summary className={controls.panelTitle}>{t('basis.title')}</summary>
      <ul className={styles.list}>
        <li>{t('basis.method')}</li>
        {span ? (
          <li>{t('basis.span', { from: date(span.from), to: date(span.to), days: formats.count(span.days) })}</li>
        ) : null}
        {madeAt === null ? null : (
          <li>{t('basis.madeAt', { when: `${formats.longDate(madeAt, zone)} ${formats.time(madeAt, zone)}` })}</li>
        )}
        {missing.length > 0 ? <li>{t('basis.missing', { count: missing.length, dates: named.join(', ') })}</li> : null}
        {without.length > 0 ? <li>{t('basis.without', { queues: without.join(', ') })}</li> : null}
        {told.map((name) => (notes.includes(name) ? <li key={name}>{t(`notes.${name}`)}</li> : null))}
        <li>{t('basis.model')}</li>
        {errors.length > 0 ? (
          <li>
            {t('basis.queueMethods')}
            <ul className={styles.queues}>
              {errors.map(({ label, wape }) => (
                <li key={label}>{t('basis.queueMethod', { label, wape: formats.percent(wape) })}</li>
              ))}
            </ul>
          </li>
        ) : null}
      </ul>
    </details>
  );
});
