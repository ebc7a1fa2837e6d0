'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Plan } from '#lib/plan/planFigures.ts';
import type { PlanInputs } from '#lib/plan/planInputs.ts';
import controls from '../frame/controls.module.css';
import { Hint } from '../hint/Hint.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import type { RefereeStaff } from './dayReferee.ts';
import styles from './HowSure.module.css';
import { LevelSpread } from './LevelSpread.tsx';
import type { DayVerdict } from './planWork.ts';
import type { Refereed } from './usePlanWorker.ts';

interface Props {
  plan: Plan;
  zone: string;
  /** null: every day of the week. */
  day: number | null;
  inputs: PlanInputs;
  hasRoster: boolean;
  refereed: Refereed | null;
  onRun: (days: readonly number[], staff: RefereeStaff) => void;
  onStop: () => void;
}

/** The day played through many times: how probable it is that it keeps its promise. */
export function HowSure({ plan, zone, day, inputs, hasRoster, refereed, onRun, onStop }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const [staff, setStaff] = useState<RefereeStaff>('required');
  const days = day === null ? plan.days.map((_, i) => i) : [day];
  const running = refereed?.running ?? false;
  const verdicts = [...(refereed?.verdicts ?? [])].filter(([of]) => days.includes(of)).sort(([a], [b]) => a - b);
  const name = (of: number) => formats.dayName(plan.days[of]?.start ?? 0, zone);
  const lowest = Math.min(
    refereed?.inputs.target.ratio ?? 1,
    ...verdicts.flatMap(([, verdict]) => verdict?.distribution?.p5 ?? []),
  );
  return (
    <section className={`${controls.panel} ${styles.panel}`} aria-labelledby="how-sure" data-testid="how-sure">
      <div className={styles.head}>
        <h2 id="how-sure" className={controls.panelTitle}>
          {t('sure.title')}
          <Hint label={t('explain', { what: t('sure.title') })} text={t('sure.hint')} />
        </h2>
        {hasRoster ? (
          <label className={styles.staff}>
            {t('sure.staff')}
            <select
              className={controls.input}
              value={staff}
              onChange={(event) => setStaff(event.target.value as RefereeStaff)}
            >
              <option value="required">{t('sure.staff_required')}</option>
              <option value="rostered">{t('sure.staff_rostered')}</option>
            </select>
          </label>
        ) : null}
        <button
          type="button"
          className={controls.button}
          data-testid="run-referee"
          onClick={() => (running ? onStop() : onRun(days, staff))}
        >
          {running ? t('sure.stop') : day === null ? t('sure.runWeek') : t('sure.runDay')}
        </button>
        <span role="status" className={controls.note}>
          {refereed?.progress
            ? t('sure.running', {
                day: name(refereed.progress.day),
                percent: formats.percent(refereed.progress.share, 0),
              })
            : ''}
        </span>
      </div>
      {refereed && refereed.inputs !== inputs ? <p className={controls.note}>{t('sure.outdated')}</p> : null}
      {verdicts.length > 0 && refereed ? (
        <>
          <ul className={styles.days}>
            {verdicts.map(([of, verdict]) => (
              <li key={of} className={styles.day} data-testid={`verdict-${of}`}>
                <span className={styles.name}>{name(of)}</span>
                {verdict?.distribution && verdict.reached ? (
                  <>
                    <span className={styles.reached}>
                      <strong>{formats.percent(verdict.reached.share, 0)}</strong>
                      <span className={styles.words}>{t('sure.reached')}</span>
                    </span>
                    <LevelSpread
                      distribution={verdict.distribution}
                      target={refereed.inputs.target.ratio}
                      lowest={lowest}
                    />
                    <span className={styles.words}>
                      {t('sure.sentence', {
                        low: formats.percent(verdict.distribution.p10, 0),
                        high: formats.percent(verdict.distribution.p90, 0),
                        middle: formats.percent(verdict.distribution.p50, 0),
                      })}
                      {days.length === 1 ? ` ${weakest(of, verdict)}` : ''}
                    </span>
                  </>
                ) : (
                  <span className={styles.unknown}>{t('sure.unknown')}</span>
                )}
              </li>
            ))}
          </ul>
          <p className={controls.note}>{t('sure.legend')}</p>
        </>
      ) : null}
    </section>
  );

  /** The hours in which the target is missed most often, of those that count. */
  function weakest(of: number, { intervals }: DayVerdict): string {
    const rows = plan.days[of]?.rows ?? [];
    const all = intervals.reduce((sum, { offered }) => sum + offered, 0);
    const hours = intervals
      .flatMap(({ reached, offered }, i) => {
        const row = rows[i];
        return row && reached !== null && offered * intervals.length > all / 2 ? [{ reached, start: row.start }] : [];
      })
      .sort((a, b) => a.reached - b.reached)
      .slice(0, 3)
      .map(({ reached, start }) =>
        t('sure.weakHour', { time: formats.time(start, zone), percent: formats.percent(reached, 0) }),
      );
    return hours.length > 0 ? t('sure.weakest', { hours: hours.join(', ') }) : '';
  }
}
