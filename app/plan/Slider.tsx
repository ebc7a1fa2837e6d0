'use client';

import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { Hint } from '../hint/Hint.tsx';
import styles from './Slider.module.css';

interface SliderProps {
  /** For tests: `slider-name`. */
  name: string;
  label: string;
  hint?: string;
  /** The value as people say it. */
  text: string;
  value: number;
  min: number;
  max: number;
  step: number;
  disabled?: boolean;
  /** The value differs from where it began. */
  moved?: boolean;
  children?: ReactNode;
  onChange: (value: number) => void;
}

/** A range with its value in words; a value of an address may lie beyond its usual ends. */
export function Slider({
  name,
  label,
  hint,
  text,
  value,
  min,
  max,
  step,
  disabled,
  moved,
  children,
  onChange,
}: SliderProps) {
  const t = useTranslations('plan');
  const id = useId();
  return (
    <div className={styles.input}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {hint ? <Hint label={t('explain', { what: label })} text={hint} /> : null}
        <output htmlFor={id} className={styles.value} data-moved={moved || undefined}>
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
        disabled={disabled}
        aria-valuetext={text}
        data-testid={`slider-${name}`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      {children}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  hint?: string;
  value: string;
  options: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
}

export function Choice({ name, label, hint, value, options, onChange }: ChoiceProps) {
  const t = useTranslations('plan');
  const id = useId();
  return (
    <div className={styles.input}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {hint ? <Hint label={t('explain', { what: label })} text={hint} /> : null}
      </div>
      <select
        id={id}
        className={controls.input}
        value={value}
        data-testid={`choice-${name}`}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
