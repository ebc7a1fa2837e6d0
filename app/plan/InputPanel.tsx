'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DeflectionSavings } from '#lib/plan/deflectionSavings.ts';
import { inputBounds as bounds, type PlanInputs, type PlanStep, planSteps, sameInputs } from '#lib/plan/planInputs.ts';
import controls from '../frame/controls.module.css';
import { useFormats } from '../i18n/useFormats.ts';
import { DeflectionInput } from './DeflectionInput.tsx';
import styles from './InputPanel.module.css';
import type { PlanWeek } from './planWeek.ts';
import { ShrinkageCauses } from './ShrinkageCauses.tsx';
import { Choice, Slider } from './Slider.tsx';
import { estimatedPatience, expectedAht } from './weekMeans.ts';

interface Props {
  week: PlanWeek;
  inputs: PlanInputs;
  defaults: PlanInputs;
  savings: DeflectionSavings | null | undefined;
  onChange: (inputs: PlanInputs) => void;
}

/** The sliders: what is promised, what comes, and what stands between the roster and the desk. */
export function InputPanel({ week, inputs, defaults, savings, onChange }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const { target, shrinkage, maxOccupancy, stepMinutes, teams, model, demandFactor, ahtFactor } = inputs;
  const [open, setOpen] = useState(false);
  // Where there is room its style shows it from the start; browsers that do not know that style get it from here.
  useEffect(() => setOpen(window.matchMedia('(min-width: 75rem)').matches), []);
  const changed = !sameInputs(inputs, defaults);
  const estimated = estimatedPatience(week);
  const aht = expectedAht(week);
  const texts = (name: 'target' | 'threshold' | 'shrinkage' | 'occupancy' | 'demand' | 'aht' | 'patience') => ({
    name,
    label: t(`${name}.label`),
    hint: t(`${name}.hint`),
  });
  const options = <V extends string>(name: 'model' | 'teams', values: readonly V[]) => ({
    name,
    label: t(`${name}.label`),
    hint: t(`${name}.hint`),
    options: values.map((value) => ({ value, text: t(`${name}.${value}` as 'model.erlang-a') })),
  });
  const change = (by: number) => `${by > 0 ? '+' : by < 0 ? '−' : ''}${formats.percent(Math.abs(by), 0)}`;
  return (
    <details
      className={`${controls.panel} ${styles.panel}`}
      open={open}
      data-testid="inputs"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h2 className={controls.panelTitle}>{t('inputs')}</h2>
      </summary>
      <div className={styles.body}>
        <p className={styles.intro}>{t('inputsHint')}</p>
        <button
          type="button"
          className={`${controls.button} ${styles.reset}`}
          disabled={!changed}
          data-testid="reset"
          onClick={() => onChange(defaults)}
        >
          {t('reset')}
        </button>
        <fieldset className={styles.group}>
          <legend>{t('groups.promise')}</legend>
          <div className={styles.fields}>
            <Slider
              {...texts('target')}
              text={formats.percent(target.ratio, 0)}
              value={Math.round(target.ratio * 100)}
              min={bounds.target.min * 100}
              max={bounds.target.max * 100}
              step={1}
              moved={target.ratio !== defaults.target.ratio}
              onChange={(percent) => onChange({ ...inputs, target: { ...target, ratio: percent / 100 } })}
            />
            <Slider
              {...texts('threshold')}
              text={formats.span(target.thresholdSeconds)}
              value={target.thresholdSeconds}
              {...bounds.thresholdSeconds}
              step={5}
              moved={target.thresholdSeconds !== defaults.target.thresholdSeconds}
              onChange={(thresholdSeconds) => onChange({ ...inputs, target: { ...target, thresholdSeconds } })}
            />
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{t('groups.demand')}</legend>
          <div className={styles.fields}>
            <Slider
              {...texts('demand')}
              text={demandFactor === 1 ? t('demand.asForecast') : change(demandFactor - 1)}
              value={Math.round(demandFactor * 100)}
              min={bounds.demandFactor.min * 100}
              max={bounds.demandFactor.max * 100}
              step={1}
              moved={demandFactor !== 1}
              onChange={(percent) => onChange({ ...inputs, demandFactor: percent / 100 })}
            />
            <Slider
              {...texts('aht')}
              text={`${aht === null ? '–' : formats.span(aht * ahtFactor)}${ahtFactor === 1 ? '' : ` (${change(ahtFactor - 1)})`}`}
              value={Math.round(ahtFactor * 100)}
              min={bounds.ahtFactor.min * 100}
              max={bounds.ahtFactor.max * 100}
              step={1}
              moved={ahtFactor !== 1}
              onChange={(percent) => onChange({ ...inputs, ahtFactor: percent / 100 })}
            />
            <Slider
              {...texts('patience')}
              text={
                model === 'erlang-c'
                  ? t('patience.notUsed')
                  : inputs.patienceSeconds !== null
                    ? formats.span(inputs.patienceSeconds)
                    : estimated === null
                      ? t('patience.endless')
                      : formats.span(estimated)
              }
              value={inputs.patienceSeconds ?? Math.round(Math.min(estimated ?? 900, 900))}
              {...bounds.patienceSeconds}
              step={5}
              disabled={model === 'erlang-c'}
              moved={inputs.patienceSeconds !== null}
              onChange={(patienceSeconds) => onChange({ ...inputs, patienceSeconds })}
            >
              {inputs.patienceSeconds === null && model === 'erlang-a' ? (
                <span className={styles.small}>{t('patience.fromHistory')}</span>
              ) : null}
              {inputs.patienceSeconds !== null && model === 'erlang-a' ? (
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => onChange({ ...inputs, patienceSeconds: null })}
                >
                  {t('patience.back')}
                </button>
              ) : null}
            </Slider>
            <DeflectionInput week={week} inputs={inputs} savings={savings} onChange={onChange} />
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{t('groups.staff')}</legend>
          <div className={styles.fields}>
            <Slider
              {...texts('shrinkage')}
              text={formats.percent(shrinkage, inputs.causes ? 1 : 0)}
              value={Math.round(shrinkage * 100)}
              min={bounds.shrinkage.min * 100}
              max={bounds.shrinkage.max * 100}
              step={1}
              moved={shrinkage !== defaults.shrinkage}
              onChange={(percent) => onChange({ ...inputs, shrinkage: percent / 100, causes: null })}
            >
              <ShrinkageCauses inputs={inputs} known={week.shrinkage} onChange={onChange} />
            </Slider>
            <Slider
              {...texts('occupancy')}
              text={formats.percent(maxOccupancy, 0)}
              value={Math.round(maxOccupancy * 100)}
              min={bounds.maxOccupancy.min * 100}
              max={bounds.maxOccupancy.max * 100}
              step={1}
              moved={maxOccupancy !== defaults.maxOccupancy}
              onChange={(percent) => onChange({ ...inputs, maxOccupancy: percent / 100 })}
            />
            {week.queues.length > 1 ? (
              <Choice
                {...options('teams', ['pooled', 'separate'])}
                value={teams}
                onChange={(value) => onChange({ ...inputs, teams: value as PlanInputs['teams'] })}
              />
            ) : null}
            <Choice
              {...options('model', ['erlang-a', 'erlang-c'])}
              value={model}
              onChange={(value) => onChange({ ...inputs, model: value as PlanInputs['model'] })}
            />
            <Choice
              name="step"
              label={t('step.label')}
              hint={t('step.hint')}
              value={String(stepMinutes)}
              options={planSteps.map((minutes) => ({ value: String(minutes), text: t('step.minutes', { minutes }) }))}
              onChange={(value) => onChange({ ...inputs, stepMinutes: Number(value) as PlanStep })}
            />
          </div>
        </fieldset>
      </div>
    </details>
  );
}
