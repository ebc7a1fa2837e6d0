'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { type ScopeChoice, ScopeSelect } from '../scope/ScopeSelect.tsx';
import styles from './HistoryControls.module.css';
import { type HistoryRange, type HistoryStep, type Preset, steps } from './historySteps.ts';

interface Props {
  scope: string;
  choices: readonly ScopeChoice[];
  range: HistoryRange;
  today: string;
  /** Absent: the view has no steps. */
  step?: HistoryStep;
  /** Of the view: /history or one below it. */
  path: string;
  downloads: readonly { href: string; text: string; id: string }[];
  preset: Preset | null;
  presets: readonly { name: Preset; href: string }[];
}

/** What is shown, and from when to when. A plain form: it works before, and without, the page's script. */
export function HistoryControls({ scope, choices, range, today, step, path, downloads, preset, presets }: Props) {
  const t = useTranslations('history');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [loading, startLoading] = useTransition();
  const show = (without?: 'step') => {
    if (!form.current) return;
    const search = new URLSearchParams([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    if (without) search.delete(without);
    startLoading(() => router.push(`${path}?${search}`, { scroll: false }));
  };
  return (
    <div className={styles.controls}>
      <nav className={styles.presets} aria-label={t('presets')}>
        {presets.map(({ name, href }) => (
          <Link
            key={name}
            href={href}
            scroll={false}
            prefetch={false}
            className={styles.preset}
            aria-current={name === preset ? 'true' : undefined}
            data-testid={`preset-${name}`}
          >
            {t(`preset.${name}`)}
          </Link>
        ))}
      </nav>
      <form
        ref={form}
        className={controls.toolbar}
        action={path}
        aria-busy={loading}
        onSubmit={(event) => {
          event.preventDefault();
          // Other dates ask for the step that suits them.
          const data = new FormData(event.currentTarget);
          show(data.get('from') === range.from && data.get('to') === range.to ? undefined : 'step');
        }}
      >
        <ScopeSelect
          choices={choices}
          initial={scope}
          label={t('scope')}
          whole={t('allQueues')}
          onChange={() => show()}
        />
        <label className={controls.field}>
          {t('from')}
          <input className={controls.input} type="date" name="from" defaultValue={range.from} max={today} required />
        </label>
        <label className={controls.field}>
          {t('to')}
          <input className={controls.input} type="date" name="to" defaultValue={range.to} max={today} required />
        </label>
        {step ? (
          <label className={controls.field}>
            {t('step')}
            <select
              className={controls.input}
              name="step"
              defaultValue={step}
              onChange={() => show()}
              data-testid="step"
            >
              {steps.map((one) => (
                <option key={one} value={one}>
                  {t(`steps.${one}`)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <button type="submit" className={controls.primary}>
          {t('show')}
        </button>
        {downloads.map(({ href, text, id }) => (
          <a key={id} className={controls.button} href={href} download data-testid={id}>
            {text}
          </a>
        ))}
        <span role="status" className={controls.note}>
          {loading ? t('loading') : ''}
        </span>
      </form>
    </div>
  );
}
