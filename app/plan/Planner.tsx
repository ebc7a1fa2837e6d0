'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { type PlanInputs, planSearch, sameInputs } from '#lib/plan/planInputs.ts';
import { type Comparison, comparisons } from '#lib/plan/plannedWeek.ts';
import controls from '../frame/controls.module.css';
import { Hint } from '../hint/Hint.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import { type ScopeChoice, ScopeSelect } from '../scope/ScopeSelect.tsx';
import { Basis } from './Basis.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { DayTable } from './DayTable.tsx';
import { Headline } from './Headline.tsx';
import { HowSure } from './HowSure.tsx';
import { InputPanel } from './InputPanel.tsx';
import { NoForecast } from './NoForecast.tsx';
import styles from './Planner.module.css';
import type { PlanWeek } from './planWeek.ts';
import { usePlanWorker } from './usePlanWorker.ts';
import { WeekSelect } from './WeekSelect.tsx';
import { WeekTable } from './WeekTable.tsx';
import type { WeekChoice } from './weekChoices.ts';
import { partlyForecast } from './weekMeans.ts';

interface Props {
  scope: { id: string; label: string };
  choices: readonly ScopeChoice[];
  weekId: string;
  weeks: readonly WeekChoice[];
  week: PlanWeek;
  inputs: PlanInputs;
  defaults: PlanInputs;
}

/** What came today, and what is expected by tonight, changes every quarter of an hour. */
const todayAgainMs = 300_000;

/** The plan of a week: choosing a queue or week asks the server, everything else is worked out here at once. */
export function Planner({ scope, choices, weekId, weeks, week, inputs: given, defaults }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const [inputs, setInputs] = useState(given);
  const [day, setDay] = useState<number | null>(null);
  const [compare, setCompare] = useState<Comparison | null>(
    () => [...comparisons].reverse().find((name) => week.before[name] !== null) ?? null,
  );
  const { reckoned, base, refereed, referee, stop, alone } = usePlanWorker(week, inputs, defaults);
  const { plan, figures, savings } = reckoned;
  const search = planSearch(scope.id, weekId, inputs);
  const openDay = useCallback((index: number | null) => setDay(index), []);

  useEffect(() => {
    // A slider writes many values a second; browsers allow only so many changes of the address.
    const later = setTimeout(() => window.history.replaceState(null, '', `/plan?${search}`), 300);
    return () => clearTimeout(later);
  }, [search]);

  const ofToday = week.now >= (week.dayStarts[0] ?? 0) && week.now < (week.dayStarts.at(-1) ?? 0);
  useEffect(() => {
    if (!ofToday) return;
    const again = setInterval(() => router.refresh(), todayAgainMs);
    return () => clearInterval(again);
  }, [ofToday, router]);

  const go = (to: { scope?: string; week?: string }) => {
    const asked = { scope: scope.id, week: weekId, ...to };
    startLoading(() => router.push(`/plan?${addressOf(asked, scope.id, inputs)}`, { scroll: false }));
  };
  const shown = day === null ? null : (plan.days[day] ?? null);
  const table = day === null ? 'days' : `intervals&day=${day}`;
  // Exact figures of sliders that have moved on since are no longer those of the plan.
  const approximate = figures === 'quick' || reckoned.inputs !== inputs;
  const moved = !sameInputs(reckoned.inputs, defaults);
  const before = moved && base ? (day === null ? base.week : (base.days[day] ?? null)) : null;
  const partly = useMemo(() => partlyForecast(week), [week]);
  const { state } = week.basis;
  const empty = state !== 'ready' || plan.totals.offered === null;
  return (
    <>
      <div className={controls.toolbar} aria-busy={loading}>
        <ScopeSelect
          choices={choices}
          value={scope.id}
          label={t('scope')}
          whole={t('allQueues')}
          onChange={(event) => go({ scope: event.target.value })}
        />
        <WeekSelect weeks={weeks} value={weekId} onChange={(id) => go({ week: id })} />
        {empty ? null : (
          <span className={styles.downloads}>
            <a className={controls.button} href={`/api/plan?${search}&format=xlsx`} download data-testid="plan-xlsx">
              {t('downloadXlsx')}
            </a>
            <a className={controls.button} href={`/api/plan?${search}&table=${table}`} download data-testid="plan-csv">
              {t('download')}
            </a>
            <Hint label={t('explain', { what: t('downloadXlsx') })} text={t('downloadHint')} />
          </span>
        )}
        <span role="status" className={controls.note}>
          {loading ? t('loading') : ''}
        </span>
      </div>
      {empty ? (
        <NoForecast state={state} label={scope.label} />
      ) : (
        <div className={styles.outer}>
          {week.basis.thin.length > 0 ? (
            <p className={controls.notice}>
              {t('thin.few')} {week.basis.thin.map(({ label, weeks }) => t('thin.queue', { label, weeks })).join(' · ')}
            </p>
          ) : null}
          <div className={styles.layout}>
            <div className={styles.main}>
              <div className={styles.glance}>
                <Headline
                  totals={(shown ?? plan).totals}
                  base={before}
                  approximate={approximate}
                  zone={week.zone}
                  tonight={day === null || day === week.tonight?.day ? week.tonight : null}
                />
              </div>
              <ChartPanel
                week={week}
                plan={plan}
                day={day}
                stepMinutes={reckoned.inputs.stepMinutes}
                compare={compare}
                onCompare={setCompare}
                onDay={openDay}
              />
              {week.rostered === null ? (
                <p className={controls.note} data-testid="no-roster">
                  {t('roster.none')}
                </p>
              ) : null}
              {partly.length > 0 ? (
                <p className={controls.notice}>{t('thin.partly', { queues: partly.join(', ') })}</p>
              ) : null}
              {plan.totals.unknownIntervals > 0 ? (
                <p className={controls.note}>{t('thin.unknown', { count: plan.totals.unknownIntervals })}</p>
              ) : null}
              {!approximate && plan.approximate > 0 ? (
                <p className={controls.note}>{t('thin.approximate', { count: plan.approximate })}</p>
              ) : null}
              {shown ? (
                <DayTable
                  plan={plan}
                  day={shown}
                  zone={week.zone}
                  caption={`${t('table.caption')}: ${formats.longDate(shown.start, week.zone)}`}
                  approximate={approximate}
                />
              ) : (
                <WeekTable plan={plan} notes={week.days} zone={week.zone} approximate={approximate} onDay={openDay} />
              )}
              {alone ? null : (
                <HowSure
                  plan={plan}
                  zone={week.zone}
                  day={day}
                  inputs={inputs}
                  hasRoster={week.rostered !== null}
                  refereed={refereed}
                  onRun={referee}
                  onStop={stop}
                />
              )}
              <Basis basis={week.basis} zone={week.zone} />
            </div>
            <aside className={styles.side} aria-label={t('inputs')}>
              <InputPanel week={week} inputs={inputs} defaults={defaults} savings={savings} onChange={setInputs} />
            </aside>
          </div>
        </div>
      )}
    </>
  );
}

/** Another queue has a target and shrinkage of its own, and other queues to deflect from. */
function addressOf(asked: { scope: string; week: string }, scope: string, inputs: PlanInputs): string {
  const search = new URLSearchParams(planSearch(asked.scope, asked.week, inputs));
  if (asked.scope !== scope) for (const name of ['target', 'shrinkage', 'deflectQueue']) search.delete(name);
  return search.toString();
}
