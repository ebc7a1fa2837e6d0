'use client';

import { useEffect, useState } from 'react';
import controls from '../../frame/controls.module.css';
import styles from './NumberField.module.css';

interface Props {
  label: string;
  /** null: empty. */
  value: number | null;
  /** An empty field is null; else an empty one changes nothing until something is typed. */
  nullable?: boolean;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | 'any' | undefined;
  unit?: string | undefined;
  testId?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A number that may be empty while it is typed; told on when it is one within its bounds. */
export function NumberField({ label, value, nullable, min, max, step = 1, unit, testId, onChange }: Props) {
  const [text, setText] = useState(asText(value));
  // Changed elsewhere, as by undo or by dragging.
  useEffect(() => setText((was) => (numberOf(was) === value ? was : asText(value))), [value]);

  function typed(next: string): void {
    setText(next);
    const number = numberOf(next);
    if (number === null) {
      if (nullable && next.trim() === '') onChange(null);
      return;
    }
    const within = number >= (min ?? Number.NEGATIVE_INFINITY) && number <= (max ?? Number.POSITIVE_INFINITY);
    if (within && (step === 'any' || Number.isInteger(number))) onChange(number);
  }
  return (
    <label className={`${controls.field} ${styles.field}`}>
      <span>
        {label}
        {unit ? <span className={styles.unit}> ({unit})</span> : null}
      </span>
      <input
        className={controls.input}
        type="number"
        inputMode="decimal"
        value={text}
        min={min}
        max={max}
        step={step}
        onChange={(event) => typed(event.target.value)}
        onBlur={() => setText(asText(value))}
        data-testid={testId}
      />
    </label>
  );
}

function asText(value: number | null): string {
  return value === null ? '' : String(value);
}

function numberOf(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}
