'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import { Hint } from '../../hint/Hint.tsx';
import presetStyles from '../../history/HistoryControls.module.css';
import { type ScopeChoice, ScopeSelect } from '../../scope/ScopeSelect.tsx';
import { type AccuracyRange, type Lead, leads, type Span } from './accuracySpans.ts';

interface Props {
  scope: string;
  choices: readonly ScopeChoice[];
  range: AccuracyRange;
  /** ISO date: the last that can be asked for. */
  yesterday: string;
  lead: Lead;
  spans: readonly { weeks: Span; href: string; current: boolean }[];
  download: string;
}

/** What is judged, from when to when, and how far ahead. A plain form: it works before, and without, the page's script. */
export function AccuracyControls({ scope, choices, range, yesterday, lead, spans, download }: Props) {
  const t = useTranslations('accuracy');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [loading, startLoading] = useTransition();
  const show = () => {
    if (!form.current) return;
    const search = new URLSearchParams([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    startLoading(() => router.push(`/plan/accuracy?${search}`, { scroll: false }));
  };
  return (
    <div className={presetStyles.controls}>
      <nav className={presetStyles.presets} aria-label={t('spans')}>
        {spans.map(({ weeks, href, current }) => (
          <Link
            key={weeks}
            href={href}
            scroll={false}
            prefetch={false}
            className={presetStyles.preset}
            aria-current={current ? 'true' : undefined}
            data-testid={`span-${weeks}`}
          >
            {t('span', { weeks })}
          </Link>
        ))}
      </nav>
      <form
        ref={form}
        className={controls.toolbar}
        action="/plan/accuracy"
        aria-busy={loading}
        onSubmit={(event) => {
          event.preventDefault();
          show();
        }}
      >
        <ScopeSelect choices={choices} initial={scope} label={t('scope')} whole={t('allQueues')} onChange={show} />
        <div className={controls.field}>
          <span>
            <label htmlFor="lead">{t('horizon')}</label>
            <Hint label={t('explain', { what: t('horizon') })} text={t('horizonHint')} />
          </span>
          <select
            id="lead"
            className={controls.input}
            name="lead"
            defaultValue={lead}
            onChange={show}
            data-testid="lead"
          >
            {leads.map((days) => (
              <option key={days} value={days}>
                {t('ahead', { days })}
              </option>
            ))}
          </select>
        </div>
        <label className={controls.field}>
          {t('from')}
          <input
            className={controls.input}
            type="date"
            name="from"
            defaultValue={range.from}
            max={yesterday}
            required
          />
        </label>
        <label className={controls.field}>
          {t('to')}
          <input className={controls.input} type="date" name="to" defaultValue={range.to} max={yesterday} required />
        </label>
        <button type="submit" className={controls.primary}>
          {t('show')}
        </button>
        <a className={controls.button} href={download} download data-testid="accuracy-csv">
          {t('download')}
        </a>
        <span role="status" className={controls.note}>
          {loading ? t('loading') : ''}
        </span>
      </form>
    </div>
  );
}
