'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { Hint } from '../hint/Hint.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './InputPanel.module.css';
import { type PlanInputs, type PlanStep, planSteps } from './planInputs.ts';

interface Props {
  inputs: PlanInputs;
  defaults: PlanInputs;
  /** Pooling is a question only where there are several queues. */
  severalQueues: boolean;
  onChange: (inputs: PlanInputs) => void;
}

/** The sliders: what is promised, and what stands between the roster and the desk. */
export function InputPanel({ inputs, defaults, severalQueues, onChange }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const title = useId();
  const { target, shrinkage, maxOccupancy, stepMinutes, teams } = inputs;
  const changed = JSON.stringify(inputs) !== JSON.stringify(defaults);
  return (
    <section className={`${controls.panel} ${styles.panel}`} aria-labelledby={title}>
      <div className={styles.head}>
        <h2 id={title} className={controls.panelTitle}>
          {t('inputs')}
        </h2>
        <button
          type="button"
          className={`${controls.button} ${styles.reset}`}
          disabled={!changed}
          onClick={() => onChange(defaults)}
        >
          {t('reset')}
        </button>
      </div>
      <div className={styles.inputs}>
        <Slider
          name="target"
          text={formats.percent(target.ratio, 0)}
          value={Math.round(target.ratio * 100)}
          min={50}
          max={99}
          step={1}
          onChange={(percent) => onChange({ ...inputs, target: { ...target, ratio: percent / 100 } })}
        />
        <Slider
          name="threshold"
          text={formats.span(target.thresholdSeconds)}
          value={target.thresholdSeconds}
          min={5}
          max={120}
          step={5}
          onChange={(thresholdSeconds) => onChange({ ...inputs, target: { ...target, thresholdSeconds } })}
        />
        <Slider
          name="shrinkage"
          text={formats.percent(shrinkage, 0)}
          value={Math.round(shrinkage * 100)}
          min={0}
          max={60}
          step={1}
          onChange={(percent) => onChange({ ...inputs, shrinkage: percent / 100 })}
        />
        <Slider
          name="occupancy"
          text={formats.percent(maxOccupancy, 0)}
          value={Math.round(maxOccupancy * 100)}
          min={50}
          max={100}
          step={1}
          onChange={(percent) => onChange({ ...inputs, maxOccupancy: percent / 100 })}
        />
        <Choice
          name="step"
          value={String(stepMinutes)}
          options={planSteps.map((minutes) => ({ value: String(minutes), text: t('step.minutes', { minutes }) }))}
          onChange={(value) => onChange({ ...inputs, stepMinutes: Number(value) as PlanStep })}
        />
        {severalQueues ? (
          <Choice
            name="teams"
            value={teams}
            options={(['pooled', 'separate'] as const).map((value) => ({ value, text: t(`teams.${value}`) }))}
            onChange={(value) => onChange({ ...inputs, teams: value as PlanInputs['teams'] })}
          />
        ) : null}
      </div>
    </section>
  );
}

interface SliderProps {
  name: 'target' | 'threshold' | 'shrinkage' | 'occupancy';
  /** The value as people say it. */
  text: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

function Slider({ name, text, value, min, max, step, onChange }: SliderProps) {
  const t = useTranslations('plan');
  const id = useId();
  const label = t(`${name}.label`);
  return (
    <div className={styles.input}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        <Hint label={t('explain', { what: label })} text={t(`${name}.hint`)} />
        <output htmlFor={id} className={styles.value}>
          {text}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className={styles.slider}
        min={Math.min(min, value)}
        max={Math.max(max, value)}
        step={step}
        value={value}
        aria-valuetext={text}
        data-testid={`slider-${name}`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}

interface ChoiceProps {
  name: 'step' | 'teams';
  value: string;
  options: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  const t = useTranslations('plan');
  const id = useId();
  const label = t(`${name}.label`);
  return (
    <div className={styles.input}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        <Hint label={t('explain', { what: label })} text={t(`${name}.hint`)} />
      </div>
      <select id={id} className={controls.input} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
