'use client';

import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useMemo, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { useFormats } from '../i18n/useFormats.ts';
import { type ScopeChoice, ScopeSelect } from '../scope/ScopeSelect.tsx';
import { Basis } from './Basis.tsx';
import { DayChoice } from './DayChoice.tsx';
import { DayTable } from './DayTable.tsx';
import { Headline } from './Headline.tsx';
import { InputPanel } from './InputPanel.tsx';
import { PlanChart } from './PlanChart.tsx';
import styles from './Planner.module.css';
import { historyBasis, planFigures } from './planFigures.ts';
import { type PlanInputs, planSearch } from './planInputs.ts';
import { WeekSelect } from './WeekSelect.tsx';
import { WeekTable } from './WeekTable.tsx';
import type { WeekChoice } from './weekChoices.ts';
import type { WeekForecast } from './weekForecast.ts';

interface Props {
  scope: { id: string; label: string };
  choices: readonly ScopeChoice[];
  week: string;
  weeks: readonly WeekChoice[];
  forecast: WeekForecast;
  inputs: PlanInputs;
  defaults: PlanInputs;
}

/** The plan of a week: choosing a queue or week asks the server, everything else is worked out here at once. */
export function Planner({ scope, choices, week, weeks, forecast, inputs: given, defaults }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const [inputs, setInputs] = useState(given);
  const [day, setDay] = useState<number | null>(null);
  const plan = useMemo(() => planFigures(forecast, inputs), [forecast, inputs]);
  const basis = useMemo(() => historyBasis(forecast), [forecast]);
  const drawn = useDeferredValue(plan);
  const search = planSearch(scope.id, week, inputs);

  useEffect(() => {
    // A slider writes many values a second; browsers allow only so many changes of the address.
    const later = setTimeout(() => window.history.replaceState(null, '', `/plan?${search}`), 300);
    return () => clearTimeout(later);
  }, [search]);

  const go = (to: { scope?: string; week?: string }) => {
    const asked = { scope: scope.id, week, ...to };
    // Another queue has a target of its own.
    const kept = asked.scope === scope.id ? inputs : { ...inputs, target: undefined };
    startLoading(() => router.push(`/plan?${addressOf(asked.scope, asked.week, kept)}`, { scroll: false }));
  };

  const shown = day === null ? null : plan.days[day];
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
        <WeekSelect weeks={weeks} value={week} onChange={(id) => go({ week: id })} />
        <a className={controls.button} href={`/api/plan?${search}`} download data-testid="plan-csv">
          {t('download')}
        </a>
        <span role="status" className={controls.note}>
          {loading ? t('loading') : ''}
        </span>
      </div>
      {basis.none ? (
        <p className={controls.notice} role="status" data-testid="no-history">
          {t('thin.none', { label: scope.label })}
        </p>
      ) : (
        <>
          {basis.thin.length > 0 ? (
            <p className={controls.notice}>
              {t('thin.few')} {basis.thin.map(({ label, weeks }) => t('thin.queue', { label, weeks })).join(' · ')}
            </p>
          ) : null}
          <InputPanel
            inputs={inputs}
            defaults={defaults}
            severalQueues={forecast.queues.length > 1}
            onChange={setInputs}
          />
          <Headline totals={(shown ?? plan).totals} />
          <section className={`${controls.panel} ${styles.result}`}>
            <DayChoice dayStarts={forecast.dayStarts} zone={forecast.zone} day={day} onChange={setDay} />
            <PlanChart
              rows={day === null ? drawn.rows : (drawn.days[day]?.rows ?? drawn.rows)}
              dayStarts={forecast.dayStarts}
              zone={forecast.zone}
              whole={day === null}
              stepMinutes={inputs.stepMinutes}
            />
          </section>
          {plan.totals.unknownIntervals > 0 ? (
            <p className={controls.note}>{t('thin.unknown', { count: plan.totals.unknownIntervals })}</p>
          ) : null}
          {shown ? (
            <DayTable
              day={shown}
              zone={forecast.zone}
              caption={`${t('table.caption')}: ${formats.longDate(shown.start, forecast.zone)}`}
            />
          ) : (
            <WeekTable plan={plan} zone={forecast.zone} onDay={setDay} />
          )}
        </>
      )}
      <Basis basis={basis} weeks={forecast.weeks} />
    </>
  );
}

function addressOf(
  scope: string,
  week: string,
  inputs: Omit<PlanInputs, 'target'> & { target?: PlanInputs['target'] | undefined },
): string {
  const { target } = inputs;
  const search = new URLSearchParams(
    planSearch(scope, week, { ...inputs, target: target ?? { ratio: 0, thresholdSeconds: 0 } }),
  );
  if (!target) search.delete('target');
  return search.toString();
}
